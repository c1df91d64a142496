// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingwords.h"

namespace greenroom::sending {

namespace {

using Within = Together::Within;

constexpr Words kWords[] = {
    {Cue::harmless, false, u"[一二三四五六七八九]十v|十v(电|伏|输|的)"},
    {Cue::account, true, u"微信|v信|薇心|微x"},
    {Cue::account, false,
        u"vx|wx|weixin|wechat|wei xin|w信|v心|维x|鹅号|口口|w3chat|wech4t|wech@t|v芯|vxin|weix|微xin|v xin|扣扣|抠抠|寇寇|"
        u"蔻蔻|qq|企微|企业微信|微博号|抖音号|快手号|小红书号|公众号|朋友圈|whatsapp|whats app|watsapp|whatsap|telegram|"
        u"telegam|tg|电报|纸飞机|skype|discord|kakaotalk|kakao|zalo|viber|signal app|messenger|instagram|insta|facebook|"
        u"视频号|抖因号|wattsapp|watsapp|whatapp|whatsup app|wotsapp|whatzapp|飞书|微伈|唯x|威x|薇x|易信|连信|"
        u"(抖音|快手|微博|小红书|闲鱼|b站|斗音|ins|dy|ks|xhs)(小号|大号|私号)|dy号|ks号|xhs号|公[众仲种中]号|工[众仲]号|gzh|"
        u"pyq|"
        u"snapchat|line id|lineid|line app|line账号|line号|line帐号|wechat id|陌陌|探探|钉钉|imessage|i message|facetime|"
        u"potato|蝙蝠app|瓦次|微信小号"},
    {Cue::nick, true,
        u"魏心|维心|唯心|未信|位信|卫信|卫星|维信|魏信|围信|伟信|唯信|为信|喂信|薇薇|微微|徽号|微号|卫星号|威号|微"},
    {Cue::nick, false,
        u"v|薇|徽|溦|葳|微|威|绿泡泡|绿泡|绿色软件|绿色app|绿色聊天|绿聊|绿色图标|绿色的软件|绿标|企鹅|企鹅号|秋秋|球球|"
        u"丘丘|q|叩叩|求求|line|赖|ins|小飞机|飞机|飞机号|ws|w "
        u"x|fb|dd|ig|🐧|🛰|小绿|绿信|聊天软件|社交软件|社交账号|"
        u"另一个软件|别的软件|围脖|红薯|小红薯|邱邱|啾啾|瞅瞅|抖因|抖阴|抖y|小蓝鸟|蓝鸟|小lan鸟|小企鹅|绿色小软件|绿色气泡|"
        u"绿泡|斗音|伊妹儿|y箱"},
    {Cue::add, true, u"加"},
    {Cue::add, false,
        u"添加|联络|搜一下|搜索|搜|关注|联系|jia|加下|扩|伽我|咖我|家我|add|message|msg|text|contact|find|reach|ping|dm|"
        u"chat with|talk to|write to|hit me up|ring|call|connect with|search|join|scan|follow|send me|talk|chat|continue|"
        u"switch to|move to|over to"},
    {Cue::id, true, u"号|号码|账号|群"},
    {Cue::id, false, u"id|名片|二维码|好友|number|account|handle|username|contact|小号|大号|联系方式|group"},
    {Cue::talk, false,
        u"聊|联络|私聊|私信|详聊|详谈|联系|沟通|说|发我|发你|发您|发给您|找我|找你|找您|问我|私我|滴滴|dd我|敲我|谈|加我|加您|"
        u"加你|拉您|拉你|告诉我|发过来|给我|给个|给一个|给下|多少|留一下|留下|留个|留一个|推给|推您|推你|对接|方便吗|搜|"
        u"咨询|交流|转接|发图|回复|备注|通过|同号|上等|上见|见"},
    {Cue::mine, false,
        u"我的|我们的|我|我们|咱们|客服|店长|老板|店主|主播|售后|经理|顾问|老师|留个|留下|留一个|留一下|给个|给我|给您|"
        u"给你|发个|发我|换个|换成|有没有|方便|这是|这个是|推您|推你|转|走|去|上|互加|同|my|our|personal|private|"
        u"the owners|managers|me on|me via|me at|me through|on|via|through|use|have|your|me your|us on|us via|contact"},
    {Cue::friends, false,
        u"(同号|v|微)找我|加我|加一下|加下我|搜我|搜这个|私我|找我|扣我|扣一下我|联系我|滴我|号加我|加她|加他|find me|add me"},
    {Cue::reachMe, false,
        u"加(我|个|下|一下|一个|您|你|咱)(们|的|一下|下|个|)(好友|联系方式)|加好友|添加好友|添加为好友|加为好友|互加好友|"
        u"通过(一下|下|)(我的|)好友|好友(申请|验证|请求)|私下(联系|聊|沟通|加|找我|说|谈)|线下(联系|沟通|聊)|"
        u"平台外(联系|沟通|聊|加)|站外(联系|沟通|聊|加)|离开平台|脱离平台联系|"
        u"(在|去|到|换|上|来)外(面|边|部)(聊|说|谈|讲|联系|沟通)|"
        u"(来|到|去|进|入|加)(我们|我|咱们|咱|我们的|咱家)(群|裙)(里|内|聊|领|看|玩)|(进|入|加|来)(群|裙)(领|聊|找|送|看|有)|"
        u"(飞书|钉钉|qq|扣扣|telegram|whatsapp|陌陌|企业微信)(也|都)(行|成|可以聊|可以加|能找到)|"
        u"(2维|二为|二微|两维|二唯|儿维)码|(扫|识别|长按)(这个|图上|)(ewm|2维码)|"
        u"(去|到|来|上)(我们|我|我家|我们家|咱家|咱们|我们的|咱)(淘宝|拼多多|京东|闲鱼|咸鱼|微店|抖音|快手|小红书|天猫|某宝|"
        u"桃宝|"
        u"拼夕夕|pdd)|(某宝|桃宝|淘堡|拼夕夕|并夕夕|pdd|狗东|咸鱼|小黄鱼|某鱼)(上|)(搜|找|拍|买|有店|下单|链接|同名)|"
        u"(百度|谷歌|浏览器|网上)(搜|搜索|一下)(我们|我|咱|一下我们)|(我们|咱们|我们的|咱家)官网|官网(下单|拍|买)|"
        u"下载(我们|咱|咱们)(的|自己的|家的|)app|我们(的|自己的|)(app|小程序)|微信搜|小程序(下单|上拍|买更)|"
        u"(淘宝|闲鱼|拼多多|京东|微店|小红书|抖音|快手|微博)上(搜|找|私信)|(贴吧|微博|抖音|小红书|快手|b站|知乎)私信(我|我们|"
        u"聊)|"
        u"(来|到)(我|我们)(微博|抖音|小红书|快手)|(给您|给你|帮您|我|我来|单独)拉个群|(给您|我|单独)建个群|名片推(您|你|给)|"
        u"call我|"
        u"(咱们|咱|来)私聊|私聊吧|手[鸡基]号|十(v|vx|薇|威|微)|(微|微信|v信|vx|薇信)同(手机|电话|号码)|我打给(您|你)|google "
        u"(our|us|my)|"
        u"换个(地方|平台|软件|app)(聊|说|联系|沟通|谈)|换(平台|软件)(聊|说)|"
        u"(留|发|给|加|要)(个|下|一个|一下|我|您的|你的|我的|我们的|我个|您个|你个|我一个|您一个|你一个)(私人|)联系方式|"
        u"我的(私人|)联系方式|加联系方式|交换联系方式|互留联系方式|扫码(加|添加|联系|关注|进群|入群|进|领|咨询|找)|"
        u"扫(一下|下|)(我|这个|下方|图中|图里|图片里|图片|图片上|下图|图上|以下|上面|下面|店长|客服|老板)(的|)(我的|)(码|"
        u"二维码)|扫我的|扫(一扫|一下)(加|添加|联系|关注|进群|找)|二维码(加|添加|联系|发|进群|给)|"
        u"(识别|长按|保存)(这个|图中|图片|下方|)(的|)二维码|我的二维码|二维码名片|发(您|你)(个|一个|)(二维码|名片)|"
        u"(推|发)(个|您|你|一下|给您|给你|您个|你个)(名片|微信名片)|"
        u"(进|入|加)(我们的|我们|咱们|咱们的|我的|个|)(粉丝|福利|微信|内部|优惠|vip|会员|交流|团购|老客户|)(群|裙)|"
        u"拉(您|你)(进|入|到|个)(个|我们|)(粉丝|福利|内部|优惠|vip|会员|)(群|裙)|拉群|建群|群号|q群|扣群|扣裙|企鹅群|"
        u"(打|拨|拨打)(一下|下|)(我|我的|我们|我们的|店长|老板|店里|这个)(的|)(电话|手机|号码|座机|私人电话)|"
        u"(我|我们|老板|店长|店里|厂家|我们店|店铺)(的|)(私人|)(电话|手机|手机号|号码|手机号码|电话号码)(是|号|码|发|给|"
        u"：)|给我(打|来|回)(个|)(电话|话)|打给我|打我(电话|手机)|电话(联系我|找我|打我|聊|私聊|里说|里聊|加我|我)|"
        u"(留|发|给)(个|下|一个|一下|我|我个|您个|您)(电话|手机|手机号|电话号码|手机号码|号码)|留(电话|手机号)|"
        u"电话微信同号|手机微信同号|微电同号|微信同号|电微同号|v同号|同v|同微|同微信|微同|加(我|个|下|一下|)手机(号|)|"
        u"短信(联系|找)我|发(短信|信息)到我|(发|发到|发送到|发至|写到|来信到|联系)(我的|我|我们的|我们)(私人|个人|)邮箱|"
        u"我的(私人|个人|)邮箱|我邮箱|加(我|)邮箱|邮箱(联系|找)我|邮件(联系|找)我|艾特(qq|163|126|gmail)|圈a|"
        u"(留|要|换|发|给)(个|一个|下)(v|q|薇|徽|line|tg|ins|微|威)|我v|我的v|我薇|我的薇|我的微|我q|我的q|我徽|"
        u"(有|方便|是)(您|你|)(微信|qq|vx|v信|赖|line|v|q|whatsapp|telegram|tg)(号|)吗|"
        u"联系方式(给|发|留|告诉)(我|一下|下|个)|(我|我的|店长|客服|老板)(的|)名片|"
        u"(淘宝|闲鱼|拼多多|京东|微店|小红书|抖音|快手)搜|v我|微我|薇我|q我|扣我|加v|加w|加q|加vx|加薇|加徽|加威我|"
        u"(加|十)(我|个|下|一下|您|你|我的|我们|咱|店长|老板|客服)(的|个|)(v|w|薇|徽|威|微|q|wx|vx|秋秋|球球|赖|line|tg|"
        u"ins|飞机)|(me|us) on signal|(咖|夹|家)(我|个)(微信|薇信|威信|vx|v|薇)|咖微信|力口(我|微|v|薇|q|扣)|"
        u"jia(v|微|薇|我)|jia wo|dot com|点(com|cn|net|c0m|康姆)|点击链接|复制链接(到|去|在)(浏览器|外部|微信)|浏览器打开|"
        u"复制到浏览器|"
        u"(去|到|来|用|在|转|换|上|走)(淘宝|拼多多|抖音|快手|京东|闲鱼|咸鱼|微店|小红书|别的平台|其他平台|其它平台)(搜|"
        u"找我|联系|下单|买|拍|私信|聊)|"
        u"(dm|pm|message|contact|reach|email|e mail|mail|write to) me (directly|privately|outside|off|personally)|"
        u"(outside|off|out of|leave|away from) (of |)(the |this |)(platform|app|site|chat|website)|off platform|"
        u"offplatform|(call|text|ring|phone|reach|sms|dial) (me|us) (at|on|directly|back on)|give me a (call|ring)|"
        u"my (phone|mobile|cell|cellphone|telephone|direct|personal|private|contact) (number|no|phone|line|email|mail|"
        u"contact)|my (number|mobile|phone|cell) is|my email|email me|e mail me|mail me (at|on|to)|"
        u"add me (on|as|via|at) (line|wechat|we chat|v|wx|tg|ig|fb|ins|qq|insta|a friend|friend)|add me as a friend|"
        u"friend request|add my (line|we chat|number|contact)|my line (is|id|account|:)|my we chat|on line at|"
        u"(scan|use) (my|the|this|our) qr|my qr code|scan the (qr |)code|"
        u"(your|ur) (personal|private) (contact|number|phone|email)|"
        u"whats your (number|phone|wechat|whatsapp|line|telegram)|"
        u"(share|give|send|leave|tell) (me |us |)your (wechat|whatsapp|phone number|number|telegram|line|mobile|personal)|"
        u"(whatsapp|whats app|wattsapp|watsapp|telegram|wechat|skype|viber|kakao|zalo|imessage|messenger|discord|instagram|"
        u"insta) (me|us)|(our|my) own (site|website|shop|store|web shop)|(buy|order|get it) (from|on|at) (our|my) "
        u"(site|website)|"
        u"(talk|chat|continue|speak|move|discuss|deal|take this) (elsewhere|somewhere else|off here|off this|outside of here)|"
        u"dot (net|org|cn|shop|top|xyz)|gmail dot com|qq dot com|at (gmail|qq|163|126|hotmail|outlook|yahoo|foxmail|icloud) "
        u"(dot |)com|"
        u"@(gmail|qq|163|126|hotmail|outlook|yahoo|foxmail|icloud|sina)(点|dot|)com"},
    {Cue::phoneWord, false,
        u"电话|联络|手机|手机号|号码|拨打|打|座机|热线|联系|call|tel|phone|number|text|sms|dial|ring|reach|mobile|cell|"
        u"contact|致电|来电"},
    {Cue::parcel, false,
        u"订单|单号|运单|编号|货号|流水|尾号|条码|条形码|追踪|型号|批号|序列号|取件|包裹|交易号|商户号|身份证|发票|税号|"
        u"sku|order|tracking|parcel|invoice|serial|item number|waybill|款号|单子|sn|ems"},
    {Cue::courier, false,
        u"快递|快递员|物流|派送|派件|配送员|驿站|网点|司机|顺丰|圆通|中通|韵达|申通|极兔|courier|carrier|driver"},
    {Cue::official, false,
        u"官方|平台|快递|物流|顺丰|品牌方|消费者|银行|厂家|淘宝|抖音|天猫|京东|official|platform|carrier|courier|"
        u"hotline of"},
};

constexpr Together kTogether[] = {
    {Cue::friends, Cue::account, 4, Within::clause},
    {Cue::add, Cue::account, 8, Within::clause},
    {Cue::account, Cue::add, 6, Within::clause},
    {Cue::account, Cue::id, 1, Within::clause},
    {Cue::account, Cue::talk, 4, Within::clause},
    {Cue::talk, Cue::account, 3, Within::clause},
    {Cue::mine, Cue::account, 3, Within::clause},
    {Cue::account, Cue::handle, 6, Within::joined},
    {Cue::add, Cue::nick, 5, Within::clause},
    {Cue::mine, Cue::nick, 0, Within::clause},
    {Cue::nick, Cue::handle, 3, Within::joined},
    {Cue::nick, Cue::id, 1, Within::clause},
    {Cue::nick, Cue::talk, 3, Within::clause},
    {Cue::friends, Cue::handle, 6, Within::joined},
    {Cue::phoneWord, Cue::hotline, 6, Within::clause},
    {Cue::phoneWord, Cue::landline, 8, Within::sentence},
};

constexpr Cue kAlone[] = {Cue::reachMe, Cue::phone, Cue::link};

} // namespace

const TopicWords& contactWords()
{
    static constexpr TopicWords topic {kWords, kTogether, kAlone};
    return topic;
}

} // namespace greenroom::sending
