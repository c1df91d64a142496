// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

constexpr qsizetype kLongestName = 10;
/// Between one part of an address and the next.
constexpr qsizetype kMostBetween = 14;
constexpr int kLastOfMonth = 31;

/// Provinces and the larger cities, which are written without 省 and 市 as well.
const WordList& knownPlaces()
{
    static const WordList words(
        u"北京|上海|天津|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|"
        u"四川|"
        u"贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|石家庄|唐山|保定|邯郸|廊坊|沧州|太原|大同|呼和浩特|包头|沈阳|"
        u"大连|"
        u"鞍山|长春|哈尔滨|大庆|南京|苏州|无锡|常州|南通|徐州|扬州|镇江|盐城|泰州|淮安|连云港|昆山|江阴|杭州|宁波|温州|嘉兴|"
        u"绍兴|"
        u"金华|义乌|台州|湖州|衢州|丽水|舟山|合肥|芜湖|蚌埠|阜阳|福州|厦门|泉州|漳州|莆田|南昌|赣州|九江|济南|青岛|烟台|潍坊|"
        u"临沂|"
        u"淄博|济宁|威海|郑州|洛阳|开封|新乡|南阳|武汉|宜昌|襄阳|荆州|长沙|株洲|湘潭|衡阳|岳阳|广州|深圳|珠海|佛山|东莞|中山|"
        u"惠州|"
        u"汕头|江门|湛江|南宁|柳州|桂林|海口|三亚|成都|绵阳|德阳|贵阳|遵义|昆明|大理|丽江|拉萨|西安|咸阳|宝鸡|兰州|西宁|银川|"
        u"乌鲁木齐|台北|新北|台中|高雄|台南|九龙|朝阳|海淀|浦东");
    return words;
}

/// What the end of a place's name says it is.
const WordList& regionWords()
{
    static const WordList words(u"省|自治区|特别行政区|市|自治州|州|地区|盟|区|县|自治县|旗|新区|开发区|高新区");
    return words;
}
const WordList& roadWords()
{
    static const WordList words(
        u"路|街|大街|大道|巷|胡同|村|庄|屯|小区|新村|花园|家园|嘉园|花苑|雅苑|苑|公寓|国道|省道|公路|新城|山庄|"
        u"家属院|宿舍|大院|名苑|华庭|豪庭|名邸|佳苑|华府|公馆|别墅|住宅区|社区|环路|支路|横路|弄堂|正街|北街|条街|"
        u"高架|横街|墩|塘|寨|围|邨|嘎查|行政村|自然村|宿舍区|生活区|安置区|安置房|大队");
    return words;
}
/// Of addresses and of much else: they count in a city or district that is named.
const WordList& placeWords()
{
    static const WordList words(u"道|里|镇|乡|街道|苏木|农场|林场|城|园|湾|府|庭|坊|中心|广场|大厦|大楼|国际|市场|商场|医院|"
                                u"大学|学院|学校|中学|小学|幼儿园|"
                                u"科技园|工业园|工业区|产业园|创业园|软件园|园区|酒店|宾馆|公司|厂|院|堂|阁|轩|邸|居|台|岛|桥|"
                                u"沟|堡|组团|soho|mall|条|峰|都|团|连|牧场|厂区|家属楼|公租房|"
                                u"汇|郡|洲|墅|楼|岭|坡|坪|坝|港|渡|埠|头|滩|浜|泾|圩|岗|冲|坑|垌|嘴");
    return words;
}
/// Ends in the same character, and is no place.
const WordList& notPlaces()
{
    static const WordList words(
        u"思路|电路|走路|迷路|顺路|套路|网路|线路|铁路|半路|在路|出路|退路|后路|道路|马路|带路|路路|评论区|"
        u"时区|专区|误区|战区|超市|上市|都市|城市|门市|股市|夜市|菜市|节省|知道|味道|渠道|通道|频道|报道|难道|赛道|"
        u"轨道|管道|逛街|上街|哪里|这里|那里|家里|公里|心里|里里|夜里|手里|店里|车里|群里|包里|盒里|箱里|城里|柜里");
    return words;
}
/// Nothing of an address: what is before them is not of the name behind.
const WordList& stopWords()
{
    static const WordList words(
        u"的|了|吗|呢|吧|啊|我|你|您|他|她|它|们|是|在|寄|送|给|把|被|请|帮|叫|谢|就|还|也|没|不|问|说|呀|哦|嗯|址|住|这|那|哪|"
        u"到|去|"
        u"改成|换成|改为|换为|变成|改寄|发往|发货|收货|收件|配送|麻烦|位于|快递|地点|搬家|前往|来自|用户|客户|顾客|联系|电话|"
        u"手机|姓名|"
        u"但|因为|所以|如果|然后|今天|明天|昨天|后天|预计|订单|已经|可以|下午|上午|晚上|怎么|什么|可|能|想|要|买|看|等|让|再");
    return words;
}
/// They end the number of a house or room; what then may not follow.
struct HouseWord {
    std::u16string_view word;
    bool strong;
    std::u16string_view notBefore;
};
constexpr HouseWord kHouseWords[] = {
    {u"号楼", true, u""},
    {u"号院", true, u""},
    {u"号门", true, u"店"},
    {u"号铺", true, u""},
    {u"号宿舍楼", true, u""},
    {u"号宿舍", true, u""},
    {u"号公寓", true, u""},
    {u"号厂房", true, u""},
    {u"号馆", true, u""},
    {u"号", true, u"线店链色码机球桌麦位选车棚仓柜台客开发到前后左右之上下早晚就才能"},
    {u"栋", true, u"梁"},
    {u"幢", true, u""},
    {u"弄", true, u""},
    {u"单元", true, u"格"},
    {u"室", true, u"内外友温"},
    {u"楼", false, u"主梯盘"},
    {u"层", false, u"次面级"},
    {u"座", false, u"位椅机"},
    {u"户", false, u"口型外"},
    {u"房", false, u"子东产"},
    {u"门", false, u"票店锁"},
    {u"组", false, u"合装件"},
    {u"队", false, u"伍友"},
    {u"社", false, u"区团"},
    {u"铺", false, u""},
    {u"排", false, u"队骨"},
    {u"舍", false, u"友"},
    {u"#", true, u""},
};

bool isHanNumeral(char16_t c)
{
    constexpr std::u16string_view numerals = u"一二三四五六七八九十百零〇两";
    return numerals.find(c) != std::u16string_view::npos;
}

class ChineseAddresses {
public:
    explicit ChineseAddresses(const FoldedText& text)
        : m_text(text)
    {
    }

    QList<Private> found()
    {
        for (qsizetype at = 0; at < m_text.size();)
            at = std::max(at + 1, step(at));
        close();
        return m_found;
    }

private:
    struct Chain {
        bool isOpen = false;
        qsizetype from = 0;
        qsizetype end = 0; ///< of the last part
        qsizetype openTo = 0;
        qsizetype houseEnd = 0; ///< 0: no house yet
        bool region = false;
        bool bareRegion = false; ///< region is but a known name, which may be that of a road
        bool road = false;
        bool place = false;
        bool afterHouse = false; ///< the last part was one
        int houses = 0;
        bool building = false; ///< 栋, 单元 …: of two such even the name of an estate is enough
        bool isRoad() const { return road || (place && region); }
        bool isWhole() const { return houseEnd > 0 && (isRoad() || (houses > 1 && building)); }
    };

    /// \returns where to go on
    qsizetype step(qsizetype at)
    {
        const char16_t c = m_text[at];
        if (c == u' ' || c == u'\n') {
            m_nameFrom = at + 1;
            return at;
        }
        if (c == u',' || c == u'、' || c == u'(' || c == u')' || c == u'-' || c == u'/') {
            // Behind a part it goes on, behind other words it ends.
            if (c != u'(' && c != u')' && at - m_chain.end > 1)
                close();
            m_nameFrom = at + 1;
            return at;
        }
        if (!isHan(c) && !isDigit(c) && !isLatin(c) && c != u'.' && c != u'#') {
            close();
            m_nameFrom = at + 1;
            return at;
        }
        if (m_chain.isOpen && at - m_chain.end > kMostBetween)
            close();
        if (const qsizetype house = houseAt(at); house > at)
            return house;
        if (isDigit(c)) {
            while (isDigit(m_text[at]))
                ++at;
            return at;
        }
        if (const qsizetype word = stopWords().startingAt(m_text, at)) {
            if (at > m_chain.end || !m_chain.isOpen || m_chain.houseEnd > 0) {
                close();
                m_nameFrom = at + word;
                return at + word;
            }
        }
        if (!m_chain.isOpen) {
            if (const qsizetype word = knownPlaces().startingAt(m_text, at)) {
                m_chain = {true, at, at + word, at + word, 0, true, true};
                m_nameFrom = at + word;
                return at + word;
            }
        }
        return placeAt(at);
    }

    qsizetype placeAt(qsizetype at)
    {
        const qsizetype region = regionWords().startingAt(m_text, at);
        const qsizetype road = roadWords().startingAt(m_text, at);
        const qsizetype place = placeWords().startingAt(m_text, at);
        const qsizetype size = std::max({region, road, place});
        if (size == 0)
            return at;
        const qsizetype end = at + size;
        const bool namedByRegion = m_nameFrom == at && m_chain.isOpen && m_chain.end == at && !m_chain.place;
        if (size == 1 && size == place && region == 0 && road == 0 && isOneOf(m_text[end], u"区市县镇乡路街村屯"))
            return at; // 徐汇区
        if ((m_nameFrom >= at && !namedByRegion) || notPlaces().endingAt(m_text, end) >= end - m_nameFrom)
            return at;
        if (m_chain.houseEnd > 0 && !m_chain.isRoad())
            close(); // an estate's houses; the next is another place
        if (!m_chain.isOpen) {
            if (size == place && size > road && size > region && at - m_nameFrom > kLongestName)
                return at;
            m_chain = {true, std::max(m_nameFrom, at - kLongestName), end};
            m_chain.openTo = end;
        }
        m_chain.end = end;
        m_chain.afterHouse = false;
        m_nameFrom = end;
        if (size == region && size > road && size >= place) {
            m_chain.region = true;
            m_chain.bareRegion = false;
            if (!m_chain.road && !m_chain.place && m_chain.houseEnd == 0)
                m_chain.openTo = end;
            return end;
        }
        if (size == road) {
            if (namedByRegion && m_chain.bareRegion && m_chain.houseEnd == 0)
                m_chain.region = false; // 南京路
            if (!m_chain.region && !m_chain.road)
                m_chain.openTo = end;
            m_chain.road = true;
        }
        m_chain.place = true;
        return end;
    }

    /// Behind the number of a house or room; `at`: there is none.
    qsizetype houseAt(qsizetype at)
    {
        const bool isEstate = !m_chain.isOpen && isName(m_nameFrom, at);
        if ((!m_chain.place && !isEstate) || m_text[at - 1] == u'月' || isHanNumeral(m_text[at - 1]))
            return at;
        qsizetype i = at;
        if (isOneOf(m_text[i], u"甲乙丙丁附新老东西南北") && (isDigit(m_text[i + 1]) || isHanNumeral(m_text[i + 1])))
            ++i;
        const qsizetype begin = i;
        if (m_chain.afterHouse && isOneOf(m_text[i], u"甲乙丙丁东西南北"))
            ++i; // 乙单元
        qsizetype dashes = 0;
        int letters = 0;
        for (; i - begin < 12; ++i) {
            const char16_t c = m_text[i];
            if (isLatin(c))
                ++letters;
            else if ((c == u'-' || c == u'#' || c == u'/' || c == u'之') && i > begin
                && (isDigit(m_text[i + 1]) || (c == u'-' && isLatin(m_text[i + 1]))))
                ++dashes;
            else if (!isDigit(c) && !isHanNumeral(c))
                break;
        }
        if (i == begin || letters > 2 || i - begin >= 12)
            return at;
        qsizetype end = i;
        while (m_text[i] == u' ' && i - end < 2)
            ++i;
        for (const HouseWord& house : kHouseWords) {
            const qsizetype to = i + qsizetype(house.word.size());
            if (to > m_text.size() || m_text.between(i, to) != house.word)
                continue;
            const bool isSure = m_chain.afterHouse || (m_chain.region && m_chain.road && !isOneOf(m_text[to], u"线店链色码"));
            if (isOneOf(m_text[to], house.notBefore) && !isSure)
                return at;
            constexpr std::u16string_view buildings = u"栋幢楼元";
            const bool isBuilding = house.strong && isOneOf(house.word.back(), buildings);
            if ((!house.strong && !m_chain.region && m_chain.houseEnd == 0) || (isEstate && !isBuilding))
                return at;
            if (house.word == u"号" && !m_chain.region && isDay(begin, end, to))
                return at;
            if (isEstate) {
                m_chain.isOpen = true;
                m_chain.from = m_nameFrom;
                m_chain.openTo = at;
                m_chain.place = true;
            }
            m_chain.building = m_chain.building || isBuilding;
            return houseEndsAt(flatEnd(to));
        }
        if (isEstate)
            return at;
        if (!m_chain.isRoad() && m_chain.houses == 0) {
            // 碧桂园3-2-501
            if (dashes != 2 || at - m_chain.end > 1 || !isDigit(m_text[end - 3]))
                return at;
            m_chain.building = true;
            ++m_chain.houses;
        }
        const bool touches = at == m_chain.end || (at == m_chain.end + 1 && isOneOf(m_text[at - 1], u" -,"));
        if (!m_chain.isRoad() && end - begin < 3)
            return at;
        const bool isNumber = isDigit(m_text[begin]) || (letters == 1 && isDigit(m_text[begin + 1]));
        if (!touches || !isNumber || isOneOf(m_text[end], u"年月日元块个件点天次米岁万") || (dashes == 0 && end - begin > 5))
            return at;
        if (m_chain.afterHouse || dashes > 0 || (m_chain.region && end - begin <= 4 && m_text[at - 1] != u' '))
            return houseEndsAt(end);
        return at;
    }

    bool isName(qsizetype from, qsizetype to) const
    {
        const qsizetype size = to - from;
        const auto signs = size >= 2 && size <= kLongestName ? m_text.between(from, to) : std::u16string_view();
        return !signs.empty() && isHan(signs.back()) && !isDigit(signs.front())
            && std::count_if(signs.begin(), signs.end(), isHan) >= 2;
    }

    /// 5楼之2
    qsizetype flatEnd(qsizetype at) const
    {
        qsizetype end = at;
        if (m_text[at] == u'之' && (isDigit(m_text[at + 1]) || isHanNumeral(m_text[at + 1])))
            for (end = at + 1; isDigit(m_text[end]) || isHanNumeral(m_text[end]);)
                ++end;
        return end - at <= 5 ? end : at;
    }

    qsizetype houseEndsAt(qsizetype to)
    {
        m_chain.houseEnd = to;
        ++m_chain.houses;
        m_chain.end = to;
        m_chain.afterHouse = true;
        m_nameFrom = to;
        return to;
    }

    /// "…路3号到" may be a day of the month.
    bool isDay(qsizetype from, qsizetype to, qsizetype behind) const
    {
        static const WordList words(u"发货|到货|到|送|开|之前|以前|前|以后|后|晚上|上午|下午|早上|中午|能|才|就|可以|那天|左右|"
                                    u"签收|出发|解封|寄|去|来|有空|收");
        while (m_text[behind] == u' ')
            ++behind;
        int value = 0;
        for (qsizetype i = from; i < to; ++i) {
            if (!isDigit(m_text[i]))
                return false;
            value = value * 10 + (m_text[i] - u'0');
            if (value > kLastOfMonth)
                return false;
        }
        return m_chain.houseEnd == 0 && words.startingAt(m_text, behind) > 0;
    }

    void close()
    {
        if (m_chain.isWhole())
            m_found.append({PrivateKind::address, m_chain.from, m_chain.houseEnd, m_chain.from, m_chain.openTo});
        m_chain = {};
    }

    const FoldedText& m_text;
    Chain m_chain;
    qsizetype m_nameFrom = 0;
    QList<Private> m_found;
};

} // namespace

QList<Private> findAddresses(const FoldedText& text)
{
    return ChineseAddresses(text).found();
}

} // namespace greenroom
