// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingwords.h"

namespace greenroom::sending {

namespace {

constexpr Words kWords[] = {
    {Cue::harmless, false,
        u"最好(用|吃|看|喝)(冷|温|手|干|中性|专|软|湿|一下|下|看|完|饭|前|后|清|凉|热|毛|布|这|那|您|我|纯|酒|肥)|"
        u"最大的(尺码|码|那|一款|一个|是)|best (seller|sellers|selling)|bestseller|bestselling|"
        u"最低(消费|温度|起订|限度|配置|要求|气温|起)|最近|最后|最迟|最晚|最初|最终|最多|最少|最早|"
        u"最新(物流|进展|消息|信息|状态|动态|通知|版本|情况|一次|轨迹|的物流|的进展|地址)|"
        u"最好(先|在|是先|不要|别|还是|能|您|你|于|把|用|提前|放|选|拍|手洗|干洗|冷水|不|按|再|保持|尽快|可以|是在|是用|"
        u"是放|是提前|是选|是手洗|是冷水|避免|请|由|等|当天|今天|明天|尽量|分开|单独|平铺|同时|给)|"
        u"最(大码|小码|大号|小号|大尺码|大承重|大可|小的码|长不超过|长不会|慢|快(今天|明天|当天|也|要|今晚|后天|下午|"
        u"[0123456789一二三]))|"
        u"第一(次|时间|步|个|件|张|批|天|位|款|行|种|页|条|排|季|层|人称|季度|单|周|年|现场|手|双|瓶)|安全第一|"
        u"(顾客|客户|服务|质量|健康|信誉|诚信)第一|绝对(不会|不)(泄露|透露|外泄|泄漏)|绝对(保密|值|地址|尊重|路径)|"
        u"(the |our |)best (option|choice for you|solution|size for|method|fit for|route|address|regards|wishes|way|time|"
        u"option for you|to|possible solution|before|suited|if|interest|interests|practice|practices|described|efforts|"
        u"effort|used|washed|stored|kept|served|of luck)|(do|try|doing|trying) (our|my|their|your) (very |)best|"
        u"(our|my) best|all the best|at best|best possible|the best way|best we can|next best|at your best|best to|"
        u"is best to|唯一(编码|编号|的编码|的编号|标识|凭证|识别|对应|的快递|的订单|码|的问题|区别|的区别|不同|需要|的是)|"
        u"顶级域名|首选(项|地址)|(已|已经|都|没|快|给您|帮您|打|装)包好|包好(了|后|的|发)|第一名(送|获|得|奖|到|进|下单|抢|客)|"
        u"no 1(00|0|2|5)|no 1(色|号|款|套|码|和|链接|那|shade|colour|color|size)|no 1 (in|is|on) (your|the list|sold|out)|"
        u"(item|number|lot|shade|colour|color|size|option|style|model|parcel|line|step|page|seat|row|gate|picture|photo|figure|"
        u"table|section|link|question) no 1|"
        u"number one thing|perfectly fine|最(爱|喜欢)的"},
    {Cue::claim, true,
        u"(卖得|做得|得|是|都|用料|手感|材料|料子|服务|品质|品控|质感|音质|口碑|这里|我们家|我家|我们|质地|售后|全都)最好|"
        u"最细致|最省心|最贴心|最好玩|最好闻|最香|最甜|最鲜|最新鲜|最嫩|最高性价比|最高效|最高标准|最高规格|最大力度|"
        u"最强大|最懂|最酷|最稳|最准|最持久|最长效|最干净|最卫生|最滋补|最营养|最独特|最坚固|最牢固|最地道|最上乘|最尊贵|"
        u"最真实|最精致|最精|最细|最划得来|最走心|最良心|最爆款|最高等级|最顶配|最好的|最好用|最好看|最好吃|最好喝|最好卖|"
        u"最好最|最好产品|最好质量|最好价|最佳|最优|最强|最棒|最牛|最便宜|最低|最实惠|最划算|最优惠|最先进|最高级|最高端|"
        u"最高品质|最高质量|最正宗|最纯|最安全|最有效|最专业|最权威|最受欢迎|最畅销|最热销|最热卖|最热门|最火|最顶|"
        u"最新技术|最新科技|最新工艺|最时尚|最流行|最潮|最舒适|最舒服|最健康|最天然|最环保|最耐用|最结实|最轻薄|最薄|"
        u"最柔软|最显瘦|最厉害|最完美|最奢华|最值得|最值|最大的|最大品牌|最大优惠|最大折扣|最靠谱|最齐全|最全|最快的|最省|"
        u"最豪华|最放心|最高档|最优质|最美|最漂亮|最具|最有|最适合所有|最细腻|最温和|最亮|最保暖|最透气|最清晰|最大气|"
        u"最显|最省钱|最超值|最顶尖|最可靠|最绿色|最满意|最合适的价|最低价|"
        u"(质量|品质|效果|面料|材质|服务|口碑|性价比|做工|价格|版型|口感)(都|是|全网|绝对是|绝对|一定是|就是|真的是|真的|"
        u")最|"
        u"(全网|全国|全球|世界|史上|行业|业内|市面上|市场上|同行|国内|亚洲|全行业|全城|全市|同类|同类产品中|网上|全平台|"
        u"全宇宙|历史|国际|中国|宇宙|地表)最|之最|最(便|低|优|佳)|全网第一|第一品牌|销量第一|排名第一|第1品牌|全国第一|"
        u"行业第一"},
    // Other characters for those of a claim, in sound or in shape.
    {Cue::claim, false,
        u"百[芬份粉]百|百[份芬]之百|独1无2|毒一无二|独衣无二|无di|无迪|吾敌|(行业|全国|全网|国内|类目)(no "
        u"one|第yi|di一|弟一)|[决掘厥]对(有效|安全|正品|好|是|不|能)|ding级|丁级|鼎级|顶[及吉极]|国[嘉佳加]级|国家[及极集吉]|"
        u"国j级|guojia级|"
        u"世[介届]级|世界[及极]|极[pｐ]|极拼|[跟茛哏更]治|gen治|跟除|根指|[全荃]网弟一|史尚最|首选|艏选|独嘉|独佳|王排|仅此壹|"
        u"(全|荃|泉|权)网(最|醉|蕞|罪|嘴)|zui低|天花扳|销量第一|销冠|no一|no 一|top一|"
        u"(一|两|二|三|几|半|[0123456789])(次|瓶|盒|贴|个疗程|疗程|周|天|个月)(就|即|就能|即可|)(断根|除根|去根|断病根|根除)|"
        u"(包|能|彻底|保证|永久|保)(断根|除根|去根|断病根|根除|治好)|药到除根|绝[怼兑队]|(无效|不瘦|不白|没效果)(就|)(退款|"
        u"包退|全退|退钱)|"
        u"[0123456789一二三五七十两]天(见效|瘦|变白|美白|治好)|hundred percent "
        u"(effective|safe|guaranteed|works|cure|natural|genuine|pure|satisfaction)|"
        u"(nobody|no one) (makes|has|sells|does) (a |it |)(better|cheaper)|nothing (beats|works better)|works for everyone"},
    {Cue::claim, false,
        u"没有比(这|它|我们|这个|这款)(更|还)|zui(好|低|佳|便宜|优|强)|the best|"
        u"(全网|全国|全球|世界|行业|业内|国内|中国|亚洲|天下|宇宙|类目|同行|销量|销售|排名|口碑|品质|人气|效果|热销|排行|"
        u"榜单|国际|全平台|类目销量|平台|同类|市场|复购)(排名|销量|销售|销售额|人气|口碑|占有率|稳居|)(第一|第1|no1|no 1|"
        u"top1|top 1|第①)|第一(品牌|名|大品牌|大牌|的品牌|款神|家)|di一(品牌)|排(名|行)第一|遥遥领先|no 1|no1|top1|top 1|"
        u"number one|numberone|number 1|#1|领头羊|top one|国家级|世界级|国际级|宇宙级|殿堂级|史诗级|全球级|最高级|顶级|"
        u"顶尖|顶配天花板|极品|极致|极佳|尖端|一流|超一流|首选|独家|全网唯一|"
        u"唯一(一家|正品|授权|指定|能|有效|的选择|可以|官方|真正|的一家|一款|品牌|的品牌|的正品|家|最)|"
        u"(国内|全国|世界|全球|市面上|行业|中国|业内|市场上)唯一|独一无二|绝对|"
        u"永久(有效|保修|质保|不|免费|使用|性|防|保|去|美白|脱毛|瘦)|永不|永远不(会|掉|变|褪|坏|)|终身(有效|不|免费)|万能|"
        u"(100%|百分百|百分之百|百分之一百|1oo%|一零零%|100巴仙|百分之100|百分百的|100 "
        u"percent|100percent|一百%|百%|百分之百的)(有效|正品|"
        u"安全|治愈|好评|满意|不|无|成功|保证|见效|断根|除根|去根|治好|治|管用|起效|康复|正宗|祛|美白|防|原装|放心|好|瘦|有用|"
        u"能|会|可以|有|让|纯天然|天然|显瘦|去|"
        u"除|根治|真品|完美|健康|无害|无副|准|适合|是|包|真|解决|美|杀|抗|保|effective|safe|guaranteed|guarantee|"
        u"satisfaction|cure|cures|natural|authentic|genuine|works|work|success|pure|risk free|waterproof|money)|"
        u"(有效率|治愈率|成功率|好评率|合格率|满意率|满意度|有效果|回头率|效果)(100%|百分百|高达100%|百分之百|一零零%|一百%|百%"
        u"|达100%|"
        u"是100%|为100%)|无敌|史无前例|前所未有|绝无仅有|空前绝后|空前|王牌|销量冠军|销冠|冠军|领导者|领导品牌|领先品牌|"
        u"领军|领袖品牌|(国际|行业|世界|全球|国内|技术|全国|业内|同行)领先|领先(全国|全球|世界|行业|同行)|之王|鼻祖|"
        u"祖传秘方|祖传|碾压|秒杀(全网|同行|一切|所有)|吊打|全网首发|全球首发|全国首发|全国首家|独创|根治|包治|治愈|"
        u"药到病除|无(任何|)副作用|零副作用|没有(任何|)副作用|无毒副作用|立竿见影|立刻见效|立即见效|当天见效|马上见效|"
        u"瞬间见效|彻底(根除|根治|解决|治好|消除|告别)|永不反弹|不反弹|绝不反弹|一用就|一洗就|一抹就|一喷就|特效|神药|"
        u"神效|奇效|国家免检|免检产品|质量免检|驰名商标|国家领导人|特供|专供|填补(国内|)空白|中国名牌|巅峰|登峰造极|至尊|"
        u"至臻|举世无双|无与伦比|无可比拟|无人能及|无可替代|不可替代|天下无双|绝版|万无一失|稳赚|保本|零风险|无风险|包过|"
        u"包瘦|包好|保证(治好|瘦|有效|见效|治愈|能瘦|白)|(包您|保您|包你|保你)(满意|瘦|白|好|见效)|天花板|全网底价|"
        u"全网低价|全网超低|史低|封神|王者|极端|奢侈品级|无双|超越(同行|一切|所有)|全能|"
        u"(全面|完全|一定能|一定会)(治|根治|见效|治愈|瘦)|包退烧|延年益寿|防癌|抗癌|仅此一(次|家|款)|错过不再|"
        u"错过(就|)没有|再也没有|千载难逢|世界(第一|品牌|领先|级)|全球(第一|唯一|最)|国宝级|完美(无缺|无瑕)|绝佳|超级无敌|"
        u"质量全网|worlds best|worlds (no|number|finest|first|leading|most|top|greatest)|in the world|on the market|"
        u"(the |)cheapest|lowest price(s|)|(the |)lowest|unbeatable|unrivaled|unrivalled|unmatched|unparalleled|"
        u"world class|worldclass|the finest|"
        u"the most (advanced|effective|popular|reliable|powerful|beautiful|comfortable|affordable|trusted|durable|"
        u"professional|amazing|luxurious)|guaranteed (results|cure|to)|guarantees results|"
        u"never (fade|fades|break|breaks|wear|wears|rust|fail|fails)|miracle|"
        u"(cures|cure) (all|every|any|acne|cancer|everything|your|insomnia)|second to none|world leading|worldleading|"
        u"industry leading|market leading|leading brand|top brand|once in a lifetime|risk free|no side effect(s|)|"
        u"zero side effect(s|)|without (any |)side effect(s|)|greatest|strongest|safest|the fastest|finest|top 1|topmost|"
        u"ultimate|supreme|best|bestest|absolutely (the|no|safe|guaranteed|perfect|effective|best)|one and only|"
        u"the only (brand|one|product|shop|store|cream|company|seller|real)|first in the|top ranked|top quality in|"
        u"flawless|permanent(ly|) (result(s|)|remove(s|)|whiten(s|)|solution|cure|cures|effect|fix|hair|waterproof)|"
        u"100 effective"},
};

constexpr Cue kAlone[] = {Cue::claim};

} // namespace

const TopicWords& absoluteWords()
{
    static constexpr TopicWords topic {kWords, {}, kAlone};
    return topic;
}

} // namespace greenroom::sending
