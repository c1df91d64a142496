// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingwords.h"

namespace greenroom::sending {

namespace {

constexpr Words kWords[] = {
    // Of denials.
    {Cue::harmless, false,
        u"没有|还有|所有|只有|都有|现有|具有|含有|不(用|要|必)(担心|着急|急|紧|客气|谢)|"
        u"别(担心|着急|急|客气|的|家|人|处|样|名|说)|特别|区别|分别|级别|类别|性别|个别|识别|告别|"
        u"不会(用|弄|操作|安装|装|的话|选|下单|设置|使用)|不能(用|下单|发|说|打开|看|播放|满足|登录|付款|支付|显示|正常)|"
        u"没有(收到|问题|货|看到|找到|回复|及时|更新|显示)|无法(下单|打开|付款|支付|显示|登录|播放|满足|查看|使用|正常)|"
        u"不是(很|太|特别)(清楚|明白|懂|会|)|不(支持|允许|让|能)(发图|发图片|发视频|聊这个)|no problem|no worries|"
        u"not sure|dont worry|no doubt|no matter|if you cannot|why not|not only|no need to worry"},
    // Of adding: every word that begins or ends with 加 and adds no friend.
    {Cue::harmless, false,
        u"another line|new line|next line|second line|first line|product line|line of|bottom line|line to|in line|line up|"
        u"one line|address line|each line|line [123]|v(领|字|形|型|口|脸)|q(弹|版|萌)|ins风|附加|增加|"
        u"加(购|急|绒|厚|大|长|热|油|班|收|速|工|盟|强|入|宽|固|湿|载|密|价|倍|冰|糖|辣|盐|单|班|量|钱|运费|邮费|差价)|"
        u"更加|参加|添加(剂|到购物车|购物车|备注|收货|地址)|追加|加拿大|新加坡|叠加|施加|加一(件|个|份|套|双|瓶|盒|包)|"
        u"加个(急|班|油|单|购)|爱心|卫星(定位|导航|信号|电视|云图|通信|地图|城)|威信力|有威信|没有威信|"
        u"微(量|波|调|笑|弱|软|型|弹|辣|胖|喇|孔|生物|小|妙|风|凉|米|晶|整|商|店|距|缩|创|电脑|黄|甜|酸|光|瑕|凸|透|观|单|"
        u"雕|电影|动|针|痛|热|卷|博)|微信(支付|钱包|登录|登陆|授权|账单|零钱|版本|小店|支付宝)|wechat pay|"
        u"qq(糖|星|音乐|浏览器|飞车|堂)|vip|企鹅(玩偶|公仔|造型|图案|抱枕)|快递群|气球|球球衣"},
    {Cue::no, false,
        u"不要|不会|不能|不可|不得|不用|不需|无需|别|勿|不支持|不提供|不接受|不加|不建议|不允许|不是|没有|没法|无法|拒绝|"
        u"避免|不必|未经|从不|绝不|从未|不再|杜绝|不收|不私下|不做|不发|不进行|不涉及|不存在|不返|不送|不赠|不补|不刷|不给|"
        u"不方便加|"
        u"不方便留|不留|不走(私|线)|莫|甭|并非|以免|防止|少加|不搞|没法加|不敢|do not|dont|never|not|cannot|cant|wont|"
        u"without|avoid|refuse|no need|no|unable to|doesnt|does not|didnt|isnt|is not|arent|will not"},
    {Cue::noAfter, false,
        u"(我们|我们家|店里|本店|目前|暂时|确实|真的)(都|也|还|)(没有|没|暂无)|没有(评|拿|获|通过|做过|这个|这种|这样|关系)|"
        u"(没|无)关系|没关联|没有关联|无关|不挂钩|不相干|两回事|谈不上|算不上|称不上|说不上|不敢(说|保证|承诺|讲)|"
        u"不能(说|保证|承诺|写|宣传|讲|用)|没法(说|保证|承诺)|不好说|不敢当|(这种|这类|这样的)(话|词)"},
    {Cue::ban, false,
        u"禁止|严禁|不允许|违规|违反|违法|不被允许|属于作弊|明令|加不了|不可以|不合规|不得|prohibited|forbidden|"
        u"not allowed|against (the |our |)(rules|policy)|violates|violate"},
    {Cue::warn, false,
        u"请勿|切勿|勿信|勿加|勿轻信|谨防|诈骗|骗子|骗局|欺诈|警惕|当心|小心|提防|冒充|假冒|上当|受骗|防骗|反诈|陌生|轻信|"
        u"可疑|举报|投诉电话|并非我们|不是我们|非官方|不法分子|自称|索要|不要理会|不明|有人(让|要求|以|说)|scam|scams|"
        u"scammer|scammers|fraud|fraudulent|beware|be careful|suspicious|strangers|stranger|phishing|impersonate|"
        u"impersonating|pretending"},
};

} // namespace

const TopicWords& commonWords()
{
    static constexpr TopicWords topic {kWords, {}, {}};
    return topic;
}

} // namespace greenroom::sending
