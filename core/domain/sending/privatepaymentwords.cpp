// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingwords.h"

namespace greenroom::sending {

namespace {

using Within = Together::Within;

constexpr Words kWords[] = {
    {Cue::harmless, false,
        u"转(接|交|告|人工|运|发|述|换|动|向|寄|达|到人工|让|移|身|眼|角|念|正|弯|印|速|给(专员|客服|专人|售后|仓库|主管|"
        u"同事|快递|技术|财务|相关)|我(的|们|)(同事|主管))|"
        u"收款马(上|克)|打卡里程|打(包|开|折|印|磨|扰|算|扫|电话|电活|款时|听|理|造|底|湿|结|卡|样|给(您|你)(电话|处理|)|到("
        u"电话|订单))|付费|"
        u"付运费险|汇(总|报|率)|(微信|支付宝|银行卡)(支付|付款)(或|和|、|都|均|失败|成功|页面|后|时|都可以|的话)|"
        u"退款(转账|打款)"},
    {Cue::purse, true, u"支付宝"},
    {Cue::purse, false, u"zfb|zhifubao|alipay|支付包|支fu宝|支[护服福富夫复浮扶妇副父]宝|支付[饱煲豹]"},
    {Cue::wallet, true, u"支付宝|微信|红包|v信|维信|围信|魏信|伟信"},
    {Cue::wallet, false,
        u"支[护服福富夫复浮扶妇副父]宝|支付[饱煲豹]|zhifu宝|z付宝|支f宝|蓝支付|数字人民币|hb|hongbao|支fu宝|zfb|zhifubao|"
        u"alipay|支付包|只付宝|zfubao|支宝|付宝|蓝色软件|银行卡|vx|wx|wechat|weixin|云闪付|银联卡|"
        u"卡号|花呗|paypal|pay pal|venmo|zelle|cashapp|cash app|western union|usdt|crypto|bitcoin|revolut|wise|moneygram|"
        u"bank|bank account|bank card|apple pay|google pay|wechat pay|qq钱包"},
    {Cue::transfer, true, u"转账|转钱|转款"},
    {Cue::transfer, false,
        u"转给(我|您|你|我们|店长|老板|财务|客服)|转(您|你|我)|转过(来|去)|转到|转一下|转下|"
        u"转[0123456789一二三四五六七八九十百两几半]~|付(定金|订金|尾款|余款|全款|运费|邮费|差价|押金|首付|预付)|(补|付)(个|"
        u"一下|下|上|齐|点)(差价|差额|运费|邮费|尾款)|"
        u"(转|打|付)💰|转米|打米|直接转|打款|打钱|打给|打到|打过来|汇款|汇到|汇给|汇过|汇钱|付给|付到|付我|"
        u"付过来|收款|发红包|发个红包|红包给|补差价|补差|补款|发过来|转|打[0123456789一二三四五六七八九十百两几半]~|扫码付|"
        u"扫我|私下付|transfer|"
        u"transfers|wire|send|pay|remit|pay via|pay with|pay by|pay through|pay to|deposit|payment to"},
    {Cue::toUs, false,
        u"给我|我这|我这边|到我|我的|我账|我们账|发我|我个人|我本人|店长|老板|财务|us directly|给我们|私下|个人|直接付给"},
    {Cue::safe, false,
        u"原路|原支付|原付款|退回到|退至|退到|退还至|自动到账|平台会|平台将|系统会|系统将|平台自动|到账时间|工作日(内|)到|"
        u"退款(会|将|已|到|预计|成功|进度|后)|退款一般|订单(页|页面|里|内|详情)(付|支付|直接付|完成)|收银台|结算页|运费险|"
        u"赔付|理赔|保证金|at checkout|checkout page|during checkout|through (the |)checkout|via (the |)checkout|in "
        u"checkout|use (the |)checkout|original payment|original method|refunded to|refund (will|is|has|was|to)|refunds|"
        u"your refund|the refund to|order page|been refunded|business days|at the checkout"},
    {Cue::payUs, true,
        u"扫马付|扫马转|(线下|私下|平台外|站外)(教易|交易|胶易|交yi|jiao易|jiaoyi)|扫码付["
        u"0123456789一二三四五六七八九十百两几半]~|扫码付(给|我)|微信红包(补|付|转|发|给)|(补|付)(差价|尾款|定金)(发|走)"
        u"微信红包|"
        u"私下(转账|转|付款|付|交易|支付|打款|给钱|给我|退款|退|返)|线下(转账|付款|交易|支付|打款|付|转|退款|收款)|"
        u"(平台外|站外|平台之外|场外)(付款|交易|支付|转账|付|下单|成交)|转账(给我|到|可以|优惠|更|便宜|畀|付|就|一下|吧)|"
        u"银行转账|直接(转账|汇款|打款)|收款码|个人收款"},
    {Cue::payUs, false,
        u"(您|你|直接)(发|转)(个|)红包|发个红包吧|直接打钱|扫(这个|这里|一下)(付|转)|v我["
        u"0123456789一二三四五六七八九十百两几半]~|vivo50|直接给(我|我们)(钱|现金)|单独给我["
        u"0123456789一二三四五六七八九十百两几半]~|(钱|现金)(直接|)给(送货|快递|师傅|司机|我)|扫我(发|给)的码|直接zz|zz我|"
        u"(wx|vx|wechat|薇信|v信)红包|打钱到|[十百块元](转|打)(过来|我|给我)|(走|私下|线下|打|转)💰|私(转|付|收|打)["
        u"0123456789一二三四五六七八九十百两几半]~|私(转|付)(给|我|账|帐|钱|过|吧|一下|款)|"
        u"(打|转|汇|存)(到|进|)(我|我的|)(银行|)卡(里|上)|(打|转|汇|存)(到|进|)我(的|)(银行|)卡|"
        u"(平台|链接|订单)(上|里|那边|这边|)(就|)(别|不用|不要|先别|甭)(拍|下单|下|付)(了|)|(别|不|不要|不用|甭)走(平台|订单|"
        u"店铺|链接)|"
        u"退款(我|我们|店里|客服)(用|从|走|)(支付宝|微信|银行卡)(打|转|给)|"
        u"(直接|定金|差价|余款|尾款|单独)(微信|支付宝|vx|v信|zfb)(付|给|转|补)|私下(给|便宜|优惠|补|发红包|处理)|"
        u"si下(转|付|交易)|"
        u"(打|汇|转)(款|钱|账|帐)(到|给|至|进)(我|我们|这个|以下|下面|公司|店长|老板|本人|个人|指定|财务)|zhuan账|zhuan帐|"
        u"zz给我|转zhang|"
        u"(转|打|付|汇)(给|到|至|进)(我|我们|我的|我们的|本人|店长|老板|老板娘|我老板|财务|我朋友|我个人|个人|以下|这个|"
        u"下面|公司|私人|对公|指定)(的|)|(直接|先|单独|另外|再)(转|付|汇|打给|打到)(给|)(我|我们|到我)|(转|付|打钱|汇)我|"
        u"钱(转|打|付|发|汇)(我|给我|到|过来)|差价(转|打|发)(我|给我|过来|到)|收款(二维码|账号|账户|账号是|人)|收kuan码|"
        u"收钱码|收钱的码|收款 码|skm|付款二维码|扫(我|这个|下面|下方|图|图中|这里)(的|)(码|二维码)(付|支付|转|打)|"
        u"扫码(转|付给|付我|付钱|付定金|转账|打款)|绕(过|开)平台|不走(平台|店铺|订单)|避开平台|跳过平台|脱离平台|"
        u"(不|别|不要|不用|无需)(在|从|走|通过)(平台|店铺|这里|这边|店里)(下单|付款|拍|付|支付|交易|买)|"
        u"(不用|不要|别|无需)(下单|拍|拍下)(了|)(直接|，直接|直接给我)(付|转|打|微信|支付宝)|"
        u"走(私账|私下|线下|私单|微信|支付宝|转账)|私账|私单|对私|(私人|个人)(账户|账号|银行卡|卡号|支付宝|微信收)|"
        u"银行(卡号|账号|账户)(是|为|发|：|给|：)|我的(银行卡|卡号|支付宝|收款|账户|银行账户|银行账号)|我支付宝|我卡号|"
        u"我银行卡|支付宝(账号|号)(是|为|：|发我|发一下|多少|给我|给|就是|1)|"
        u"(提供|发|留)(一下|下|个|我|我一下|)(您的|你的|)(支付宝|收款码|银行卡|卡号)|发(个|)(红包|hb)(给|到|过来|我)|"
        u"红包(发|转|给)(给|)(我|过来)|(发|给)(我|我个|我一个)(红包|个红包)|口令红包(发|给)|微信红包(给|发|转|过)|"
        u"(微信|支付宝|vx|wx)(直接|私下|上|里|)(付给|付我|收款|付钱)|(微信|支付宝)(支付|付款)(给我|到我|我)|"
        u"定金(转|打|付到|付给|发)|货到后私下|(加|用|通过)(微信|支付宝|vx|wx)(付|转|打|收|私)|"
        u"my iban|cash only|cash in hand|in cash to|apple pay me|(cash app|cashapp|venmo|zelle|paypal|usdt|crypto|bank "
        u"transfer) "
        u"(is|works|would be) (fine|ok|okay|good|best|better|easier|cheaper)|(pay|send|wire|transfer) me (the difference|the "
        u"rest|"
        u"five|ten|twenty|thirty|forty|fifty|sixty|eighty|one hundred|a hundred|hundred)|(wire|venmo|paypal|zelle|cashapp|cash "
        u"app|revolut|alipay) (me|us)|(take|takes|taking) (crypto|bitcoin|usdt|venmo|zelle|paypal)|"
        u"(skip|avoid|bypass|without|no need for|forget|ignore) (the |)(checkout|check out|cart|platform|order page)|"
        u"(no need|dont need|dont bother|not need|dont) (to |)(check out|checkout|order)( here| on here)|pay (me|us) "
        u"(directly|privately|outside|off|via|through|by|with|on|to|using|in cash)|pay directly to|"
        u"pay (outside|off)|(outside|off) (of |)(the |this |)(platform|app|site) (payment|deal|transaction)|"
        u"(send|transfer|wire|remit|deposit) (the |your |)(money|payment|funds|amount|cash|balance|deposit|difference|it|"
        u"[0123456789]~|rest|fee)|(bank|wire|direct) transfer|transfer (it |)to (me|my|our)|"
        u"(my|our|personal|private|managers|the owners) (paypal|bank|bank account|venmo|zelle|cashapp|cash app|account|"
        u"card number|alipay|wise|revolut|usdt|wallet)|paypal me|paypalme|friends and family|friends & family|"
        u"family and friends|"
        u"(via|by|through|use|using|on|to|in|with|accept|into) (venmo|zelle|cash app|cashapp|western union|usdt|bitcoin|"
        u"crypto|moneygram|gift cards)|pay (by|via|through|with) (paypal|alipay|wechat)|"
        u"(via|through) (paypal|alipay|wechat pay|wechat transfer)|(cancel|without|skip|no need for) the order and pay|"
        u"(private|direct|offline|side) (payment|deal|transfer|transaction)|"
        u"(payment|pay|deal|transaction|purchase) (outside|off)|(venmo|zelle|cashapp|cash app) me|bypass the platform|"
        u"avoid the (platform |)fee|without (the |)platform"},
    {Cue::cardWord, false,
        u"卡号|银行卡|账户|账号|工行|建行|农行|中行|招行|工商银行|建设银行|农业银行|招商银行|中国银行|邮储|户名|开户行|"
        u"card|account|iban|acct|转到|打到|汇到"},
};

constexpr Together kTogether[] = {
    {Cue::wallet, Cue::transfer, 3, Within::clause},
    {Cue::transfer, Cue::wallet, 5, Within::clause},
    {Cue::wallet, Cue::toUs, 5, Within::clause},
    {Cue::cardWord, Cue::card, 8, Within::anywhere},
    {Cue::transfer, Cue::card, 8, Within::anywhere},
    {Cue::transfer, Cue::phone, 8, Within::sentence},
    {Cue::purse, Cue::phone, 8, Within::clause},
    {Cue::transfer, Cue::toUs, 4, Within::clause},
};

constexpr Cue kAlone[] = {Cue::payUs};

} // namespace

const TopicWords& privatePaymentWords()
{
    static constexpr TopicWords topic {kWords, kTogether, kAlone};
    return topic;
}

} // namespace greenroom::sending
