// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingwords.h"

namespace greenroom::sending {

namespace {

using Within = Together::Within;

constexpr Words kWords[] = {
    {Cue::harmless, true,
        u"(感谢|谢谢|感激|多谢)(您|你|亲|亲亲|大家|)(的|给的|给予的|对我们的|给我们的|)(五星|5星|满分|)(好评|评价)|"
        u"好平(整|价|衡|稳|滑|坦|静)|好评率|好评如潮"},
    {Cue::harmless, false,
        u"不(送|赠|返|补)|[0123456789零一二三四五六七八九十点]五分|五分(钟|之|裤|袖|甜|糖|熟)|5分(钟|之|裤|袖)|五星(红旗|"
        u"级酒店|酒店|图案|扣|形|角)|"
        u"star "
        u"anise|好评(反馈|反映|反复)|(平台|店铺|满减|天降|官方|拜年|新人)(的|)红包|百元(以上|以下|以内|左右)|元(以上|以下|以内|"
        u"左右)|平台(发|送|给)的红包|红包(雨|封|袋|壳|皮|贴)|"
        u"(抽|抢)红包|往返|返(回|修|程|厂|场|还|校|工|货|寄|运|航)|退返|(感谢|谢谢)(您|你)(的|)(宝贵|)(评价|评论|反馈|晒图|"
        u"晒单)|"
        u"送(货|达|到|件|检|修|往|去|至|给您的|给你的)|派送|配送|发送|运送|转送|寄送|赠送运费险|"
        u"评价(中心|页面|页|功能|管理|规则|体系|时间)|under review|(will|we|to|team|please|can|and|being|is) review|"
        u"reviewed|reviewing|review (your|the|our|this|it|process|period|team|request|of your|board)|"
        u"(thanks|thank you|thank you so much) for (your|the|leaving a|leaving us a|writing a|sharing your) (kind |great |"
        u"nice |lovely |good |5 star |five star |positive |wonderful |honest |)(review|feedback|rating)|free shipping|"
        u"free returns|free return|feel free|(get|receive) your"},
    {Cue::review, true, u"好评|五星|5星|晒图|晒单|晒照"},
    {Cue::review, false,
        u"五⭐|5⭐|five星|5星|女子评|haoping|hao评|hp|五颗星|5颗星|五个星|满星|全五|5分|五角星好评|五分|满分|晒图|晒单|晒照|"
        u"晒个图|晒圖|晒买家秀|买家秀|"
        u"追评|追加评价|带图评|带图评价|图文评价|视频评价|写评|给评|评语|种草笔记|补单|补一单|补个单|h评|评完|评论完|"
        u"好ping|好 评|五星评|秀图|5 star|5 stars|five star|five stars|5star|testimonial|positive review|good review|"
        u"great review|positive comment"},
    {Cue::opinion, false, u"评价|评论|评论区|打分|评分|反馈|review|reviews|feedback|rating|ratings|stars"},
    {Cue::amount, false,
        u"[0123456789一二三四五六七八九十百两几半][元毛]|[0123456789一二三四五六七八九十百两几]块|[0123456789]rmb|[0123456789]"
        u"usd|dollars|bucks"},
    {Cue::proof, false, u"截图|截屏|截个图|screenshot|晒出来|screenshots"},
    {Cue::badReview, false,
        u"one star|two stars|bad stars|差评|中评|差平|chaping|负面评价|追评|一星|不好的评价|评价|low rating|bad "
        u"review|negative review|"
        u"negative feedback|1 star|negative rating|review|bad rating"},
    {Cue::noBadReview, false,
        u"(不|别|不要|勿|莫|没)(写|给|留|打|发)(差评|中评|低分|一星|坏评)|no (bad|negative) (review|feedback|rating)|"
        u"(not|dont) (leave|post|write|give) (a |us a |any |)(bad|negative|low) (review|feedback|rating)"},
    {Cue::takeBack, false,
        u"删|删除|删掉|撤|撤销|撤回|撤掉|改|修改|改成|改为|更改|改一下|取消|消掉|remove|delete|change|take down|revise|"
        u"withdraw|edit|update"},
    {Cue::reward, true, u"返现|返线|反现|返款|返利|返红包|现金红包|红包|返钱"},
    {Cue::reward, false,
        u"(返|退|转|发|打|给)(您|你|)💰|💰|money back|返米|小钱钱|毛爷爷|软妹币|(on me|on us|on the "
        u"house)|给(您|你)(打折|免|减)|运费(我们|我)(出|承担|报)|补[0123456789一二三四五六七八九十百两几半]~|补(您|你)["
        u"0123456789一二三四五六七八九十百两几半]~|"
        u"退[0123456789一二三四五六七八九十百两几半]~|返(您|你|给|还)|返[0123456789一二三四五六七八九十百两几半]~|fx|fanxian|"
        u"立返|全返|再返|奖励|有礼|有奖|现金|免单|补贴|"
        u"好处费|好处|辛苦费|补偿|酬谢|酬劳|转(您|你)[0123456789一二三四五六七八九十百两几半]~|转(您|你)(块|元|钱)|"
        u"打(您|你)[0123456789一二三四五六七八九十百两几半]~|给(您|你)(转|返|打款|打钱|发钱|退["
        u"0123456789一二三四五六七八九十两])|"
        u"退(您|你)[0123456789一二三四五六七八九十百两几半]~|话费|彩金|佣金|kickback|cashback|cash back|cash|gift "
        u"card|giftcard|voucher|coupon|reward|"
        u"rewards|paypal you|pay you|pay [0123456789]~|bonus|discount|refund|refund you|in exchange|in return|compensate|"
        u"compensation|free gift|free product|free item|for free|freebie|free|gift|rebate|% off|credit"},
    {Cue::gift, false, u"送|赠|领|礼品|礼物|小礼|优惠券|优惠|券|礼包|抽奖|发您|发你|惊喜|免费|红|积分兑"},
    {Cue::buysReview, true,
        u"刷好评|买好评|好评返|好评有礼|好评有奖|好评送|好评红包|好评领|好评卡|返好评|晒图返|晒单返|晒图送|晒单送"},
    {Cue::buysReview, false,
        u"(change|edit|update|turn|raise|switch|bump) (it|that|this|your|the|them)( review| rating| one star| star| stars|) to "
        u"(5|five)|review it (for a|for|and get|and "
        u"receive)|做单吗|来做单|放单|(拍|补|刷|做)(一|个|几|一个|)单(给|有|返|送|)(佣金|红包|本金)|好苹返|好苹反|刷单|刷评|"
        u"刷销量|"
        u"刷信誉|刷信用|刷评价|空包(裹|)(刷|单)|补单返|代写评|代评|买评价|晒图返|晒单返|晒图送|晒图有礼|晒图领|晒图有奖|"
        u"晒单有礼|晒单有奖|晒单送|追评返|追评有礼|评价返|评价有礼送|评价红包|五星返|5星返|五星送|五星有礼|"
        u"删(掉|除|了|一下|)(这条|这个|您的|你的|那条|那个|)(差评|中评)|"
        u"(差评|中评)(可以|能|能不能|麻烦|请|帮忙|)(您|你|)(删|撤|改|取消)|撤(销|回|掉|)(您的|你的|这条|)差评|"
        u"改(掉|一下|)(差评|中评)|(改|修改)(成|为|到)(好评|五星|5星)|paid review|paid reviews|buy reviews|fake review|"
        u"fake reviews|fake order|brush orders|brushing orders|review for (cash|money|refund|gift)|cashback for|"
        u"refund after review|paypal refund after review"},
};

constexpr Together kTogether[] = {
    {Cue::review, Cue::reward, 18, Within::anywhere},
    {Cue::reward, Cue::review, 8, Within::clause},
    {Cue::proof, Cue::reward, 12, Within::sentence},
    {Cue::review, Cue::gift, 12},
    {Cue::review, Cue::amount, 18, Within::anywhere},
    {Cue::amount, Cue::review, 8, Within::clause},
    {Cue::opinion, Cue::reward, 14},
    {Cue::reward, Cue::opinion, 8, Within::clause},
    {Cue::opinion, Cue::gift, 6, Within::clause},
    {Cue::opinion, Cue::amount, 8, Within::clause},
    {Cue::noBadReview, Cue::reward, 14},
    {Cue::noBadReview, Cue::gift, 10},
    {Cue::reward, Cue::noBadReview, 8, Within::clause},
    {Cue::badReview, Cue::takeBack, 3, Within::clause},
    {Cue::takeBack, Cue::badReview, 4, Within::clause},
};

constexpr Cue kAlone[] = {Cue::buysReview};

} // namespace

const TopicWords& paidReviewWords()
{
    static constexpr TopicWords topic {kWords, kTogether, kAlone};
    return topic;
}

} // namespace greenroom::sending
