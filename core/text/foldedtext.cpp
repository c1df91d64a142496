// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/foldedtext.h"

#include <algorithm>

namespace greenroom {

namespace {

constexpr qsizetype kMostBetween = 2;
constexpr size_t kMostLoose = 6;
constexpr int kMostWordsBack = 14;
constexpr int kMostNumbersBack = 4;
constexpr qsizetype kLongestNumber = 30;
constexpr qsizetype kLongestPrefix = 2; ///< of a parcel's number

/// Only what place names and the words below are written with.
constexpr std::u16string_view kTraditional
    = u"號号樓楼棟栋層层單单訂订運运遞递條条碼码區区縣县鎮镇鄉乡莊庄園园廈厦衚胡衕同門门"
      u"電电話话機机驗验證证傳传銀银儲储間间東东廣广灣湾臺台陽阳龍龙雲云寧宁蘇苏"
      u"貨货編编貼贴後后們们個个邊边倉仓線线點点開开時时會会員员寶宝貴贵遼辽黑黑"
      u"動动態态隨随國国際际財财產产業业團团學学醫医萬万億亿島岛嶺岭橋桥灘滩場场壩坝溝沟屬属";

class Simplified {
public:
    Simplified()
    {
        for (size_t i = 0; i + 1 < kTraditional.size(); i += 2)
            m_pairs[i / 2] = {kTraditional[i], kTraditional[i + 1]};
        std::sort(m_pairs.begin(), m_pairs.end());
    }
    char16_t of(char16_t c) const
    {
        const auto it = std::lower_bound(m_pairs.begin(), m_pairs.end(), std::pair<char16_t, char16_t> {c, 0});
        return it != m_pairs.end() && it->first == c ? it->second : c;
    }

private:
    std::array<std::pair<char16_t, char16_t>, kTraditional.size() / 2> m_pairs;
};

/// Marks put on the character before: keycaps, strokes.
bool isPutOn(char16_t c)
{
    if (c < 0x300)
        return false;
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

bool isUnseen(char16_t c)
{
    return c == u'\r' || (c >= 0x80 && QChar::category(c) == QChar::Other_Format) || isPutOn(c);
}

char16_t folded(char16_t c)
{
    static const Simplified simplified;
    if (c >= 0xff01 && c <= 0xff5e)
        c = char16_t(c - 0xff01 + u'!');
    if (c >= u'A' && c <= u'Z')
        return char16_t(c - u'A' + u'a');
    if (c < 0x80)
        return c == u'\t' ? u' ' : c == u'\v' || c == u'\f' ? u'\n' : c;
    if (isHan(c))
        return simplified.of(c);
    switch (QChar::category(c)) {
    case QChar::Number_DecimalDigit: return char16_t(u'0' + QChar::digitValue(c));
    case QChar::Punctuation_Dash: return u'-';
    case QChar::Separator_Space: return u' ';
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return u'\n';
    default: break;
    }
    return c == 0x2212 || c == 0x2043 ? u'-' : c == u'·' || c == u'・' || c == u'․' ? u'.' : c;
}

/// No letter, and none of what ends a sentence.
bool isLoose(char16_t c)
{
    constexpr std::u16string_view never = u"*•!?%$¥";
    return QChar::isHighSurrogate(c) || (!QChar::isLetterOrNumber(c) && never.find(c) == std::u16string_view::npos);
}

bool areTogether(const FoldedText& text, qsizetype from, qsizetype to)
{
    if (to - from > kMostBetween + 1)
        return false;
    for (qsizetype i = from; i < to; ++i)
        if (!isBetweenDigits(text[i]))
            return false;
    return to - from <= kMostBetween || (text[from] == u' ' && text[from + 1] != u' ' && text[to - 1] == u' ');
}

bool isComma(char16_t c)
{
    return c == u',' || c == u'、' || c == u';' || c == u'和' || c == u'与' || c == u'及' || c == u'跟' || c == u'&';
}

bool isFiller(char16_t c)
{
    constexpr std::u16string_view fillers
        = u" \n:#=()[]{}【】「」『』《》<>\"'“”‘’-.~/|号码是为係系的编我这那个就有了您你叫呢哈哦";
    return fillers.find(c) != std::u16string_view::npos;
}

const WordList& fillerWords()
{
    static const WordList words(u"is|was|are|no|number|numbers|num|nr|id|ids|my|the|its|it's|this|that|here|of|a|an|s|code");
    return words;
}

const WordList& cardWords()
{
    static const WordList words(
        u"卡号|银行卡|信用卡|储蓄卡|借记卡|贷记卡|付款卡|收款卡|社保卡|医保卡|card "
        u"id|工资卡|卡|卡片|银行账号|银行账户|银行帐号|card|cards|pan|visa|mc|"
        u"mastercard|master|unionpay|cup|amex|american "
        u"express|jcb|diners|discover|maestro|mir|debit|credit|银联|工行|建行|农行|"
        u"中行|交行|招行|工商银行|建设银行|农业银行|中国银行|交通银行|招商银行|邮储|邮储银行|浦发|浦发银行|民生银行|兴业银行|"
        u"平安银行|中信银行|光大银行|华夏银行|广发银行|农商行|信用社|cc|ccn|kahao|ka|yhk|xyk|card "
        u"num|cardno|cardnumber|card_number|ccnum");
    return words;
}

const WordList& phoneWords()
{
    static const WordList words(
        u"手机|手机号|手机号码|电话|电话号码|座机|固话|联系方式|联系电话|联系|致电|拨打|微信|微信号|微信同号|wechat id|my "
        u"number|phone number|v信|vx|wx|tel|phone|"
        u"telephone|mobile|cell|cellphone|cell phone|call|call me|call me at|call me on|reach me at|reach me on|text me at|"
        u"contact|contact me at|whatsapp|my "
        u"cell|landline|ph|mob|hp|传真|fax|收件人|收货人|手提|固定电话|宅电|办公电话|回电|来电|热线|call back|phone no|contact "
        u"no|contact number|ring me|dial");
    return words;
}

const WordList& thingWords()
{
    static const WordList words(
        u"单|订单|单号|订单号|订单编号|运单|运单号|快递|快递单|物流|包裹|面单|退单|工单|账单|流水|流水号|交易|交易号|条码|"
        u"条形码|"
        u"商品码|国标码|一维码|货号|款号|编号|编码|代码|序列|序列号|机身|机身号|串号|型号|批号|批次|批次号|券|券码|券号|兑换码|"
        u"取件码|取货码|取票码|核销码|激活码|发票|发票号|发票号码|发票代码|税号|识别号|信用代码|会员|会员卡|会员卡号|会员号|"
        u"会员码|"
        u"礼品卡|礼品卡号|购物卡|购物卡号|储值卡|积分卡|充值卡|充值卡号|点卡|电话卡|流量卡|公交卡|交通卡|饭卡|校园卡|校园卡号|"
        u"门禁卡|油卡|加油卡|加油卡号|油卡号|贵宾卡|卡密|学号|工号|凭证|凭证号|参考号|票号|电子票|合同|合同号|保单|"
        u"保单号|案件|编目|箱号|柜号|链接|商品|商品号|商品id|sku码|房间|直播间|用户|用户名|账户id|时间戳|会话|回执|设备|设备号|"
        u"顺丰|中通|圆通|申通|韵达|极兔|邮政|邮政ems|德邦|菜鸟|京东快递|百世|天天|丰网|追踪|追踪号|跟踪号|查询号|"
        u"sku|spu|upc|ean|gtin|asin|isbn|issn|imei|imei1|imei2|meid|iccid|imsi|eid|udid|uuid|guid|uid|oid|pid|sn|s/"
        u"n|mac|serial|"
        u"order|orders|tracking|parcel|parcels|shipment|package|waybill|consignment|awb|barcode|bar code|invoice|receipt|ref|"
        u"reference|ticket|booking|reservation|confirmation|case|transaction|txn|trade|batch|lot|model|part|item|product|"
        u"voucher|coupon|gift card|giftcard|member|membership|member card|membership card|loyalty|loyalty card|store card|"
        u"sim|sim card|library card|user|session|timestamp|policy|contract|rma|po|purchase order|label|container|"
        u"ups|fedex|dhl|usps|ems|tnt|dpd|gls|sf|yto|zto|sto|jd|jdl|trace|device|id|orderid|order_id|orderno|trackingno|jdva|"
        u"jdv|jdx|dpk|ane|ttk|jjd|tba|spx|lp|jt|yd|"
        u"tracking_no|qq|qq群|qq号|群|群号|邮编");
    return words;
}

/// "下单 4111…" speaks of buying, not of the number.
const WordList& buyingWords()
{
    static const WordList words(u"下单|买单|刷单|埋单|拍单");
    return words;
}

const WordList& behindWords()
{
    static const WordList words(
        u"订单号|订单编号|单号|运单|运单号|快递|快递单号|物流单号|条码|条形码|流水号|序列号|订单|包裹|货号|"
        u"order number|order no|order id|order|tracking|tracking number|parcel|barcode|serial number");
    return words;
}

NumberName nameEndingAt(const FoldedText& text, qsizetype at, bool wholeOnly)
{
    const qsizetype thing = thingWords().endingAt(text, at);
    const qsizetype card = cardWords().endingAt(text, at);
    const qsizetype phone = phoneWords().endingAt(text, at);
    // Behind a comma only the number's own name counts: "订单号，…", but not "我的订单，…".
    if (wholeOnly && text[at - 1] != u'号' && text[at - 1] != u'码')
        return NumberName::none;
    if (thing > card && thing > phone) {
        if (buyingWords().endingAt(text, at) >= thing)
            return NumberName::none;
        const char16_t last = text[at - 1];
        return isLatin(last) || last == u'号' || last == u'码' || last == u'单' ? NumberName::thing : NumberName::topic;
    }
    if (card > 0 && card >= phone)
        return NumberName::card;
    return phone > 0 ? NumberName::phone : NumberName::none;
}

/// The word of letters and marks of identifiers that ends before `at`.
qsizetype identifierBefore(const FoldedText& text, qsizetype at)
{
    constexpr qsizetype longest = 24;
    qsizetype from = at;
    while (at - from < longest && (isLatin(text[from - 1]) || isDigit(text[from - 1]) || text[from - 1] == u'_'))
        --from;
    return from;
}

bool isInLink(const FoldedText& text, qsizetype at)
{
    constexpr qsizetype longest = 120;
    const qsizetype end = at;
    while (at > 0 && end - at < longest && text[at - 1] != u' ' && text[at - 1] != u'\n' && !isHan(text[at - 1]))
        --at;
    const auto before = text.between(at, end);
    return before.find(u"://") != std::u16string_view::npos || before.find(u"www.") != std::u16string_view::npos;
}

} // namespace

FoldedText::FoldedText(QStringView text)
{
    m_signs.reserve(text.size());
    m_from.reserve(text.size());
    m_end.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (isUnseen(c)) {
            if (isPutOn(c) && !m_end.isEmpty() && m_end.last() == i)
                m_end.last() = i + 1;
            continue;
        }
        m_from.append(i);
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            const char32_t whole = QChar::surrogateToUcs4(text[i], text[i + 1]);
            const int digit = QChar::category(whole) == QChar::Number_DecimalDigit ? QChar::digitValue(whole)
                                                                                   : -1; // 𝟎, 𞥐 …
            m_signs.append(digit >= 0 ? char16_t(u'0' + digit) : c);
            ++i;
        } else {
            m_signs.append(folded(c));
        }
        m_end.append(i + 1);
    }
}

DigitGroups digitGroups(const FoldedText& text)
{
    DigitGroups groups;
    for (qsizetype i = 0; i < text.size();) {
        if (!isDigit(text[i])) {
            ++i;
            continue;
        }
        DigitGroup group {i, i, false};
        while (isDigit(text[group.to]))
            ++group.to;
        if (!groups.isEmpty()) {
            const qsizetype before = groups.last().to;
            group.joined = areTogether(text, before, group.from);
            const auto between = text.between(before, group.from);
            group.loose = group.joined || between == u"*" || between == u"&nbsp;"
                || (between.size() <= kMostLoose && std::all_of(between.begin(), between.end(), isLoose));
        }
        groups.append(group);
        i = group.to;
    }
    return groups;
}

std::u16string digitsOf(const FoldedText& text, const DigitGroups& groups, qsizetype from, qsizetype to)
{
    std::u16string digits;
    for (qsizetype i = from; i < to; ++i)
        digits += text.between(groups[i].from, groups[i].to);
    return digits;
}

WordList::WordList(std::u16string_view words)
{
    while (!words.empty()) {
        const auto word = words.substr(0, words.find(u'|'));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        m_words[0][word.front()].append(word);
        m_words[1][word.back()].append(word);
    }
    for (auto& byCharacter : m_words)
        for (auto& list : byCharacter)
            std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

qsizetype WordList::endingAt(const FoldedText& text, qsizetype at) const
{
    const auto found = at > 0 ? m_words[1].constFind(text[at - 1]) : m_words[1].cend();
    if (found == m_words[1].cend())
        return 0;
    for (const auto& word : *found) {
        const qsizetype from = at - qsizetype(word.size());
        if (from >= 0 && text.between(from, at) == word && !(isLatin(word.front()) && isLatin(text[from - 1]))
            && !(isLatin(word.back()) && isLatin(text[at])))
            return qsizetype(word.size());
    }
    return 0;
}

qsizetype WordList::startingAt(const FoldedText& text, qsizetype at) const
{
    const auto found = m_words[0].constFind(text[at]);
    if (found == m_words[0].cend())
        return 0;
    for (const auto& word : *found) {
        const qsizetype to = at + qsizetype(word.size());
        if (to <= text.size() && text.between(at, to) == word && !(isLatin(word.back()) && isLatin(text[to])))
            return qsizetype(word.size());
    }
    return 0;
}

NumberName nameBefore(const FoldedText& text, qsizetype from)
{
    bool wholeOnly = false;
    int numbers = 0;
    qsizetype length = 0;
    while (length <= kLongestNumber && isDigit(text[from + length]))
        ++length;
    qsizetype at = from;
    for (int step = 0; step < kMostWordsBack; ++step) {
        if (const auto name = nameEndingAt(text, at, wholeOnly); name != NumberName::none)
            return name;
        const char16_t c = text[at - 1];
        if (isComma(c) || c == u'\n') {
            wholeOnly = wholeOnly || c != u'\n' || text[at - 2] != u':';
            --at;
        } else if (isFiller(c)) {
            --at;
        } else if (const qsizetype word = fillerWords().endingAt(text, at)) {
            at -= word;
        } else if (isDigit(c) && wholeOnly && ++numbers <= kMostNumbersBack) {
            // Of one list if they are as long as each other.
            const qsizetype end = at;
            while (isDigit(text[at - 1]) && end - at < length + 1)
                --at;
            if (end - at != length)
                break;
            wholeOnly = false;
            step = 0;
        } else {
            break;
        }
    }
    return NumberName::none;
}

NumberName nameBehind(const FoldedText& text, qsizetype to)
{
    static const WordList between(u"is|was|this|the|my|an|a|as|for|its");
    qsizetype at = to;
    for (int step = 0; step < 8; ++step) {
        if (const qsizetype word = behindWords().startingAt(text, at)) {
            // "… order now" and "… 订单 退款" say what is to be done, "… 这个订单" what the number is.
            constexpr std::u16string_view paying = u"付用支扣退的";
            if (paying.find(text[at + word]) != std::u16string_view::npos)
                return NumberName::none;
            const char16_t last = text[at + word - 1];
            const char16_t next = text[at + word];
            const bool isName = last == u'号' || last == u'码' || last == u'单' || word > 8
                || (at > to + 1 && !isHan(next) && !(next == u' ' && isLatin(text[at + word + 1])));
            return isName ? NumberName::thing : NumberName::none;
        }
        if (const qsizetype word = between.startingAt(text, at))
            at += word;
        else if (constexpr std::u16string_view fillers = u" ([是这个我的就为那";
                 fillers.find(text[at]) != std::u16string_view::npos)
            ++at;
        else
            break;
    }
    return NumberName::none;
}

bool isInsideOther(const FoldedText& text, qsizetype from, qsizetype to)
{
    static const WordList files(
        u".jpg|.jpeg|.png|.gif|.webp|.heic|.pdf|.mp4|.mov|.avi|.zip|.rar|.doc|.docx|.xls|.xlsx|.csv|.txt|"
        u".html|.htm|.php|.apk|.psd|.wav|.mp3");
    const char16_t before = text[from - 1];
    if (before == u'$' || before == u'¥' || before == u'￥' || before == u'€' || before == u'£' || text[to] == u'元'
        || text[to] == u'%')
        return true;
    if (files.startingAt(text, to) > 0)
        return true;
    if (isInLink(text, from))
        return true;
    if (isLatin(before)) {
        // "visa4111…" and "mycard4111…", but not "YT2062110621422".
        const qsizetype word = identifierBefore(text, from);
        const auto name = nameEndingAt(text, from, false);
        static const WordList small(u"to|use|pay|with|on|by|is|no|try|via|from|num|at|me|my");
        if (name == NumberName::card || name == NumberName::phone || small.endingAt(text, from) > 0)
            return false;
        return name != NumberName::none || from - word <= kLongestPrefix || isDigit(text[word]) || text[from - 2] == u'_';
    }
    if (before == u'=' || before == u'_') {
        const auto name = nameEndingAt(text, from - 1, false);
        return name != NumberName::card && name != NumberName::phone && fillerWords().endingAt(text, from - 1) == 0
            && isLatin(text[from - 2]);
    }
    return false;
}

} // namespace greenroom
