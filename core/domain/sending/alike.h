// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What is written for something else: tables for unfold().
namespace greenroom {

/// Look-alikes that compatibility decomposition leaves as they are: the letters of other alphabets that Unicode's table of
/// confusables (UTS #39) gives for a Latin one, as far as our words need them; dingbat digits; and what stands for a letter or
/// character in chats only. The first is what the others are read as.
inline constexpr const char32_t* kLookAlikes[] = {
    U"aаαɑ∂ᴀ",
    U"bЬьвʙ",
    U"cсϲᴄ",
    U"dԁɗᴅ",
    U"eеεёєᴇ",
    U"gɡɢ",
    U"hһнʜ",
    U"iіιıɩɪ",
    U"jјᴊ",
    U"kкκᴋ",
    U"lӏ∣ʟ",
    U"mмᴍ",
    U"nпηɴ",
    U"oоοσօᴏ",
    U"pрρᴘ",
    U"qԛգ",
    U"rгʀ",
    U"sѕꜱ",
    U"tтτᴛ",
    U"uυսᴜ",
    U"vνѵ∨√ᴠʋ",
    U"wωԝѡɯшᴡ₩",
    U"xхχ×✕✖",
    U"yуγʏ",
    U"zᴢ",
    U"1❶➀➊",
    U"2❷➁➋",
    U"3❸➂➌",
    U"4❹➃➍",
    U"5❺➄➎",
    U"6❻➅➏",
    U"7❼➆➐",
    U"8❽➇➑",
    U"9❾➈➒",
    U"0⓿",
    // Digits of cheques, and those said on the telephone.
    U"零〇○",
    U"一壹弌幺",
    U"二贰弍貳",
    U"三叁弎參",
    U"四肆",
    U"五伍",
    U"六陆陸",
    U"七柒拐",
    U"八捌",
    U"九玖勾",
    U"加➕",
    U"转転",
    U"佳隹",
    U"十拾",
    U"百佰",
    U"千仟",
    U"元圆",
    U"亻⺅",
    U"讠⻈訁",
    U"辶⻌⻍",
    U"纟⺯糹",
    U"钅⻐釒",
    U"扌⺘",
    U"艹⺾",
};

/// Characters put for each other because they sound alike, as far as they can hide a word of ours; not a whole dictionary of
/// readings, in which every word sounds like an innocent one. The first stands for all.
inline constexpr const char32_t* kSoundAlikes[] = {
    U"微薇威徽巍溦葳嶶崴逶",
    U"信芯馨伈訫鑫心星惺欣幸猩腥昕歆忻薪莘",
    U"加伽嘉茄珈迦枷佳",
    U"扣抠寇蔻叩筘芤",
    U"好郝号毫豪浩昊皓耗",
    U"评平坪萍枰泙屏苹",
    U"返反犯贩饭番泛梵",
    U"现线限县宪献羡馅腺仙",
    U"红洪虹鸿弘宏烘泓",
    U"包苞孢胞褒龅",
    U"转赚砖专撰篆",
    U"账帐胀仗丈障",
    U"支芷知吱只之织枝脂至致直职纸止指滋汁肢蜘",
    U"付附负府咐赴傅赋腐",
    U"宝保堡褓葆鸨",
    U"最蕞醉罪嘴咀嶵",
    U"第弟递娣谛",
    U"群裙羣",
    U"私俬厶丝司撕",
    U"款欵窾",
    U"下夏吓厦",
    U"晒哂",
    U"码玛蚂犸马",
};

struct Syllable {
    const char* letters;
    char32_t sound;
};
/// Pinyin in the middle of Chinese ("支fu宝"): a run of letters that is just this.
inline constexpr Syllable kSyllables[] = {
    {"wei", U'微'},
    {"xin", U'信'},
    {"xing", U'信'},
    {"jia", U'加'},
    {"kou", U'扣'},
    {"hao", U'好'},
    {"ping", U'评'},
    {"fan", U'返'},
    {"xian", U'现'},
    {"hong", U'红'},
    {"bao", U'宝'},
    {"zhuan", U'转'},
    {"zhang", U'账'},
    {"zhi", U'支'},
    {"fu", U'付'},
    {"zui", U'最'},
    {"di", U'第'},
    {"qun", U'群'},
    {"kuan", U'款'},
    {"ma", U'码'},
    {"cha", U'差'},
    {"chai", U'差'},
    {"shai", U'晒'},
    {"shou", U'收'},
    {"qian", U'钱'},
    {"ka", U'卡'},
    {"dian", U'电'},
    {"hua", U'话'},
};
/// Characters written as their two halves. None of these halves stand side by side in a word of their own.
struct Halves {
    char32_t left;
    char32_t right;
    char32_t whole;
};
inline constexpr Halves kHalves[] = {
    {U'亻', U'言', U'信'},
    {U'亻', U'寸', U'付'},
    {U'讠', U'平', U'评'},
    {U'言', U'平', U'评'},
    {U'力', U'口', U'加'},
    {U'纟', U'工', U'红'},
    {U'扌', U'口', U'扣'},
    {U'贝', U'长', U'账'},
    {U'车', U'专', U'转'},
    {U'石', U'马', U'码'},
    {U'钅', U'戋', U'钱'},
    {U'君', U'羊', U'群'},
    {U'王', U'见', U'现'},
    {U'反', U'辶', U'返'},
    {U'辶', U'反', U'返'},
    {U'禾', U'厶', U'私'},
    {U'艹', U'微', U'薇'},
    {U'丁', U'页', U'顶'},
    {U'纟', U'色', U'绝'},
    {U'口', U'隹', U'唯'},
    {U'犭', U'星', U'星'},
};

/// Digits and signs that are written for a letter in the middle of a word: "payp4l", "w3chat".
struct Leet {
    char32_t sign;
    char32_t letter;
};
inline constexpr Leet kLeet[] = {
    {U'0', U'o'}, {U'1', U'l'}, {U'3', U'e'}, {U'4', U'a'}, {U'5', U's'}, {U'7', U't'}, {U'@', U'a'}};

/// Emoji read as what they show. Written between the characters of a word they only part them, like any other.
struct Picture {
    char32_t emoji;
    const char32_t* meant;
};
inline constexpr Picture kPictures[] = {
    {0x1F9E7, U"红包"},
    {0x1F4B0, U"\U0001F4B0"}, // money, in the words themselves: it goes with few of them
    {0x1F4B5, U"\U0001F4B0"},
    {0x1F4B4, U"\U0001F4B0"},
    {0x1F4B6, U"\U0001F4B0"},
    {0x1F4B7, U"\U0001F4B0"},
    {0x1F4B8, U"\U0001F4B0"},
    {0x1F911, U"\U0001F4B0"},
    {0x1F4B3, U"卡"},
    {0x1F434, U"马"},
    {0x1F40E, U"马"},
    {0x1F381, U"礼物"},
    {0x1F947, U"第一"},
};

} // namespace greenroom
