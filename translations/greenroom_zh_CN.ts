<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SendingWords</name>
    <message>
        <source>“%1” leads the customer off the platform.</source>
        <translation>“%1”会把客户引到平台外。</translation>
    </message>
    <message>
        <source>“%1” claims more than advertising law allows.</source>
        <translation>“%1”是广告法不允许的绝对化说法。</translation>
    </message>
    <message>
        <source>“%1” offers something for a review.</source>
        <translation>“%1”是用好处换评价。</translation>
    </message>
    <message>
        <source>“%1” asks for money outside the platform.</source>
        <translation>“%1”涉及平台外付款。</translation>
    </message>
    <message>
        <source>“%1” is among the words the shop does not use.</source>
        <translation>“%1”是店铺规定不用的词。</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”：%2</translation>
    </message>
    <message>
        <source>%1 It goes only with a reason.</source>
        <translation>%1需填写原因才能发送。</translation>
    </message>
    <message>
        <source>%1 It cannot be sent.</source>
        <translation>%1不能发送。</translation>
    </message>
</context>
<context>
    <name>greenroom::ActionWords</name>
    <message>
        <source>Commands…</source>
        <translation>命令…</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>下一个会话</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>上一个会话</translation>
    </message>
    <message>
        <source>Most pressing conversation</source>
        <translation>最紧急的会话</translation>
    </message>
    <message>
        <source>Longest overdue conversation</source>
        <translation>超时最久的会话</translation>
    </message>
    <message>
        <source>Find a conversation</source>
        <translation>查找会话</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>在会话中搜索</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>写回复</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>写内部备注</translation>
    </message>
    <message>
        <source>Accept the offer</source>
        <translation>接入会话</translation>
    </message>
    <message>
        <source>Decline the offer</source>
        <translation>拒接会话</translation>
    </message>
    <message>
        <source>Take this conversation</source>
        <translation>领取会话</translation>
    </message>
    <message>
        <source>Transfer…</source>
        <translation>转接…</translation>
    </message>
    <message>
        <source>Close the conversation…</source>
        <translation>结束会话…</translation>
    </message>
    <message>
        <source>Open a ticket…</source>
        <translation>新建工单…</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Break: rest</source>
        <translation>小休（休息）</translation>
    </message>
    <message>
        <source>Break: meal</source>
        <translation>小休（用餐）</translation>
    </message>
    <message>
        <source>After-work</source>
        <translation>话后整理</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Go offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Colours: as the system</source>
        <translation>外观：跟随系统</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>外观：浅色</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>外观：深色</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑列表</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>按 Enter 发送</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>快捷键…</translation>
    </message>
    <message>
        <source>Connect now</source>
        <translation>立即重连</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Sound for a new conversation</source>
        <translation>新会话提示音</translation>
    </message>
    <message>
        <source>Sound when a reply is nearly due</source>
        <translation>临近超时提示音</translation>
    </message>
    <message>
        <source>Try again to send what failed</source>
        <translation>重新发送失败的消息</translation>
    </message>
    <message>
        <source>Discard what failed to send</source>
        <translation>删除发送失败的消息</translation>
    </message>
    <message>
        <source>Show unread conversations only</source>
        <translation>只看未读会话</translation>
    </message>
    <message>
        <source>Copy the connection&apos;s record</source>
        <translation>复制连接记录</translation>
    </message>
    <message>
        <source>Follow up…</source>
        <translation>跟进…</translation>
    </message>
    <message>
        <source>List: mine</source>
        <translation>列表：我的</translation>
    </message>
    <message>
        <source>List: waiting</source>
        <translation>列表：排队中</translation>
    </message>
    <message>
        <source>List: recent</source>
        <translation>列表：最近</translation>
    </message>
    <message>
        <source>List: left messages</source>
        <translation>列表：留言</translation>
    </message>
    <message>
        <source>List: all</source>
        <translation>列表：全部</translation>
    </message>
    <message>
        <source>Go through the messages</source>
        <translation>浏览消息</translation>
    </message>
    <message>
        <source>Why is it here?</source>
        <translation>为什么分到这里？</translation>
    </message>
    <message>
        <source>Routing rules…</source>
        <translation>分配规则…</translation>
    </message>
    <message>
        <source>Go to the desk</source>
        <translation>前往工作台</translation>
    </message>
    <message>
        <source>Go to the team</source>
        <translation>前往团队</translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>接下一个</translation>
    </message>
    <message>
        <source>Ask a colleague, or whisper</source>
        <translation>询问同事或悄悄话</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Cancel the transfer</source>
        <translation>取消转接</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Classify…</source>
        <translation>归类…</translation>
    </message>
    <message>
        <source>Join: speak here too</source>
        <translation>介入：一起回复</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Wind down, then go offline</source>
        <translation>收尾，随后离线</translation>
    </message>
    <message>
        <source>Wind down, then a break</source>
        <translation>收尾，随后小休</translation>
    </message>
    <message>
        <source>Ask for a break</source>
        <translation>申请小休</translation>
    </message>
    <message>
        <source>Ask for no break</source>
        <translation>撤回小休申请</translation>
    </message>
    <message>
        <source>Surge mode…</source>
        <translation>高峰模式…</translation>
    </message>
    <message>
        <source>Export conversations…</source>
        <translation>导出会话…</translation>
    </message>
    <message>
        <source>Pin on top of the lists</source>
        <translation>在列表中置顶</translation>
    </message>
    <message>
        <source>Break while the screen is locked</source>
        <translation>锁屏时小休</translation>
    </message>
    <message>
        <source>Filter the list…</source>
        <translation>筛选列表…</translation>
    </message>
    <message>
        <source>Sound when a colleague asks you</source>
        <translation>同事询问您时的提示音</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>One moment: follow up in two minutes</source>
        <translation>稍等：两分钟内跟进</translation>
    </message>
    <message>
        <source>Show what is hidden…</source>
        <translation>显示隐藏内容…</translation>
    </message>
</context>
<context>
    <name>greenroom::AlertWords</name>
    <message>
        <source>%1 asks for help with %2</source>
        <translation>%1 为 %2 求助</translation>
    </message>
    <message numerus="yes">
        <source>%1 does not respond, with %n conversation(s) open</source>
        <translation>
            <numerusform>%1 未响应，手上还有 %n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lost the connection, with %n conversation(s) open</source>
        <translation>
            <numerusform>%1 掉线，手上还有 %n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n waiting, the longest for %2</source>
        <translation>
            <numerusform>%1：%n 人排队，最久已等 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（另有 %n 条）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 looked at %n hidden detail(s) in the last hour</source>
        <translation>
            <numerusform>%1 最近一小时查看了 %n 次隐藏信息</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed your state to “%2”</source>
        <translation>%1 把您的状态改为“%2”</translation>
    </message>
    <message>
        <source>%1 left your state at “%2”</source>
        <translation>%1 让您的状态保持“%2”</translation>
    </message>
    <message>
        <source>%1 handed over your conversation with %2</source>
        <translation>%1 移交了您与 %2 的会话</translation>
    </message>
    <message numerus="yes">
        <source>%1 handed over %n conversation(s) of yours</source>
        <translation>
            <numerusform>%1 移交了您的 %n 个会话</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 took over your conversation with %2</source>
        <translation>%1 接管了您与 %2 的会话</translation>
    </message>
    <message numerus="yes">
        <source>%1 took over %n conversation(s) of yours</source>
        <translation>
            <numerusform>%1 接管了您的 %n 个会话</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::ClassifyDialog</name>
    <message>
        <source>Skills are names with a level from 1 to 5, as in refunds=3, en=2; five at most.</source>
        <translation>技能写名称和 1 到 5 的等级，例如：退款=3，赠品=2；最多五项。</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>归类</translation>
    </message>
    <message>
        <source>About</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>In a word or two</source>
        <translation>一两个词</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Skills needed</source>
        <translation>所需技能</translation>
    </message>
    <message>
        <source>Whoever gets it must have them</source>
        <translation>接待的人必须具备</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>A skill may need a level from 1 to 5: refunds=3 is refunds at level 3.</source>
        <translation>技能可以要求 1 到 5 级：退款=3 就是退款 3 级。</translation>
    </message>
    <message>
        <source>%1: what is it about?</source>
        <translation>%1：咨询的是什么问题？</translation>
    </message>
</context>
<context>
    <name>greenroom::CloseDialog</name>
    <message>
        <source>Close the conversation</source>
        <translation>结束会话</translation>
    </message>
    <message>
        <source>Close the conversation with %1</source>
        <translation>结束与 %1 的会话</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags, with spaces between</source>
        <translation>多个标签用空格分隔</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>结束会话</translation>
    </message>
    <message>
        <source>%1 still waits for a reply.</source>
        <translation>%1 仍待回复。</translation>
    </message>
    <message>
        <source>A follow-up is promised for %1.</source>
        <translation>已约定跟进：%1。</translation>
    </message>
    <message>
        <source>Help is still asked for.</source>
        <translation>求助还没有结束。</translation>
    </message>
</context>
<context>
    <name>greenroom::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command is called that</source>
        <translation>没有符合的命令</translation>
    </message>
</context>
<context>
    <name>greenroom::ConversationDelegate</name>
    <message>
        <source>%1 to accept</source>
        <translation>待接入 %1</translation>
    </message>
    <message>
        <source>Overdue %1</source>
        <translation>已超时 %1</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>%1 left to answer</source>
        <translation>剩余回复时间 %1</translation>
    </message>
    <message>
        <source>Overdue by %1</source>
        <translation>已超时 %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>已等待 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow-up late %1</source>
        <translation>跟进超时 %1</translation>
    </message>
    <message>
        <source>Asks you</source>
        <translation>询问您</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>On transfer</source>
        <translation>转接中</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>已介入</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>Follow up at %1</source>
        <translation>%1 跟进</translation>
    </message>
    <message>
        <source>overdue, waiting for a person for %1</source>
        <translation>已超时，已排队 %1</translation>
    </message>
    <message>
        <source>Has waited for a person for %1</source>
        <translation>已排队 %1</translation>
    </message>
    <message>
        <source>Accept transfer?</source>
        <translation>接受转接？</translation>
    </message>
    <message>
        <source>Answered by %1</source>
        <translation>由 %1 接待</translation>
    </message>
</context>
<context>
    <name>greenroom::ConversationLists</name>
    <message>
        <source>Order number, phone tail or name</source>
        <translation>搜索订单号、手机尾号或姓名</translation>
    </message>
    <message>
        <source>Find a conversation</source>
        <translation>查找会话</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Lists of conversations</source>
        <translation>会话列表</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try an order number, the last four digits of a phone, or a name.</source>
        <translation>请输入订单号、手机号后四位或姓名。</translation>
    </message>
    <message>
        <source>No conversation is yours</source>
        <translation>您没有会话</translation>
    </message>
    <message>
        <source>Go online to be given new ones, or take one from Waiting.</source>
        <translation>切换为在线即可接收新会话，也可以从「排队中」领取。</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人排队</translation>
    </message>
    <message>
        <source>Customers who wait for a person appear here.</source>
        <translation>等待人工客服的客户会显示在这里。</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无会话</translation>
    </message>
    <message>
        <source>Conversations you had appear here.</source>
        <translation>您接待过的会话会显示在这里。</translation>
    </message>
    <message>
        <source>No left messages</source>
        <translation>暂无留言</translation>
    </message>
    <message>
        <source>Messages left while nobody was there appear here.</source>
        <translation>客服不在时客户的留言会显示在这里。</translation>
    </message>
    <message>
        <source>No conversations</source>
        <translation>暂无会话</translation>
    </message>
    <message>
        <source>All of the shop&apos;s open conversations appear here.</source>
        <translation>店铺所有未结束的会话会显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n more urgent above</source>
        <translation>
            <numerusform>上方还有 %n 个更紧急</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing unread</source>
        <translation>没有未读会话</translation>
    </message>
    <message>
        <source>Only unread conversations are shown; the button beside the search shows all.</source>
        <translation>现在只显示未读会话；点搜索框旁的按钮可显示全部。</translation>
    </message>
    <message>
        <source>New ones come by themselves; you can also take one from Waiting.</source>
        <translation>新会话会自动分配，也可以从「排队中」领取。</translation>
    </message>
    <message>
        <source>Cannot be looked up now</source>
        <translation>暂时无法查询</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>没有符合筛选条件的会话</translation>
    </message>
    <message>
        <source>The filter hides every conversation of this list.</source>
        <translation>这个列表里的会话都被筛掉了。</translation>
    </message>
</context>
<context>
    <name>greenroom::ConversationPane</name>
    <message>
        <source>Send a picture</source>
        <translation>发送图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.gif)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.webp *.gif)</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>Ctrl+Enter 发送</translation>
    </message>
    <message>
        <source>Internal note · the customer never sees it</source>
        <translation>内部备注 · 客户看不到</translation>
    </message>
    <message>
        <source>To %1 · %2</source>
        <translation>发给 %1 · %2</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Write a reply; / opens the phrases</source>
        <translation>请输入回复，按 / 打开快捷短语</translation>
    </message>
    <message>
        <source>Take the conversation to answer; notes are always possible</source>
        <translation>领取会话后才能回复，备注随时可写</translation>
    </message>
    <message>
        <source>Accept the conversation to answer; notes are always possible</source>
        <translation>接入会话后才能回复，备注随时可写</translation>
    </message>
    <message>
        <source>%1 to accept</source>
        <translation>待接入 %1</translation>
    </message>
    <message>
        <source>Reply owed for %1</source>
        <translation>待回复 %1</translation>
    </message>
    <message>
        <source>Sending the picture…</source>
        <translation>正在发送图片…</translation>
    </message>
    <message>
        <source>No conversation is open</source>
        <translation>未打开会话</translation>
    </message>
    <message>
        <source>Choose one on the left, or press F8 for the most pressing one.</source>
        <translation>请在左侧选择，或按 F8 打开最紧急的会话。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>写内部备注</translation>
    </message>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 正在输入…</translation>
    </message>
    <message>
        <source>%1 is writing</source>
        <translation>%1 正在写回复</translation>
    </message>
    <message>
        <source>%1 cannot be sent: pictures may have 10 MB at most.</source>
        <translation>%1 无法发送：图片不能超过 10 MB。</translation>
    </message>
    <message>
        <source>Voice notes cannot be played on this computer.</source>
        <translation>此电脑无法播放语音消息。</translation>
    </message>
    <message>
        <source>Playing the voice note. Enter or a click stops it.</source>
        <translation>正在播放语音，按 Enter 或点击停止。</translation>
    </message>
    <message>
        <source>This voice note cannot be played on this computer.</source>
        <translation>此电脑无法播放这条语音。</translation>
    </message>
    <message>
        <source>Write a note for your colleagues; the customer never sees it</source>
        <translation>请输入给同事的备注，客户看不到</translation>
    </message>
    <message>
        <source>This conversation is closed. Take it again to write to the customer; notes are always possible</source>
        <translation>会话已结束，重新领取后才能回复，备注随时可写</translation>
    </message>
    <message>
        <source>A colleague answers here; notes are always possible</source>
        <translation>同事正在接待，备注随时可写</translation>
    </message>
    <message>
        <source>Overdue %1</source>
        <translation>已超时 %1</translation>
    </message>
    <message>
        <source>A note holds words only; the picture was not sent.</source>
        <translation>备注只能写文字，图片未发送。</translation>
    </message>
    <message>
        <source>Follow-up late %1</source>
        <translation>跟进超时 %1</translation>
    </message>
    <message>
        <source>Transferred %1×</source>
        <translation>已转接 %1 次</translation>
    </message>
    <message>
        <source>You speak here too</source>
        <translation>您已介入</translation>
    </message>
    <message>
        <source>Note to %1 · the customer never sees it</source>
        <translation>给 %1 的备注 · 客户永远看不到</translation>
    </message>
    <message>
        <source>While you wrote, more was said. Read it, then send again — or send anyway.</source>
        <translation>您写的时候又有新消息。请看过之后再发，或仍然发送。</translation>
    </message>
    <message>
        <source>A colleague asks you here; answer by a note</source>
        <translation>有同事在这里询问您；请用备注答复</translation>
    </message>
    <message>
        <source>Waiting for a colleague to accept · %1</source>
        <translation>等待同事接受转接 · %1</translation>
    </message>
    <message>
        <source>Waiting for %1 to accept · %2</source>
        <translation>等待 %1 接受转接 · %2</translation>
    </message>
    <message>
        <source>%1 has this open too</source>
        <translation>%1 也打开着</translation>
    </message>
    <message>
        <source>%1 have this open too</source>
        <translation>%1 也打开着</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>不再需要</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Who the note is for</source>
        <translation>备注给谁</translation>
    </message>
    <message>
        <source>Here agents do not decline. Accept it, or it goes on when its time is up.</source>
        <translation>这里客服不能拒接。请接入，或等时间到后转给下一位。</translation>
    </message>
    <message>
        <source>Here agents take the next one in turn.</source>
        <translation>这里按顺序接下一个会话。</translation>
    </message>
    <message>
        <source>Taken over from %1.</source>
        <translation>已从 %1 处接管。</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>给所有同事</translation>
    </message>
    <message>
        <source>Whisper to %1</source>
        <translation>悄悄话给 %1</translation>
    </message>
    <message>
        <source>Ask %1</source>
        <translation>询问 %1</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>直播间 %1</translation>
    </message>
    <message>
        <source>Follow up at %1</source>
        <translation>%1 跟进</translation>
    </message>
    <message>
        <source>%1 wants to transfer this to you · %2</source>
        <translation>%1 想把这个会话转接给您 · %2</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>介入</translation>
    </message>
    <message>
        <source>Accept transfer</source>
        <translation>接受转接</translation>
    </message>
    <message>
        <source>Asks for help</source>
        <translation>正在求助</translation>
    </message>
    <message>
        <source>%1 asks for help</source>
        <translation>%1 求助</translation>
    </message>
    <message>
        <source>Nothing is hidden in these messages.</source>
        <translation>这些消息里没有隐藏的内容。</translation>
    </message>
</context>
<context>
    <name>greenroom::CustomerPanel</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>No conversation is open.</source>
        <translation>未打开会话。</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Signed by the shop</source>
        <translation>店铺已认证</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未认证</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话次数</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次来访</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>来源页面</translation>
    </message>
    <message>
        <source>Phone %1</source>
        <translation>电话 %1</translation>
    </message>
    <message>
        <source>Show number…</source>
        <translation>显示号码…</translation>
    </message>
</context>
<context>
    <name>greenroom::DeskPage</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>资料面板</translation>
    </message>
    <message>
        <source>No reply is overdue.</source>
        <translation>没有超时未回复的会话。</translation>
    </message>
    <message>
        <source>No reply is owed.</source>
        <translation>没有待回复的会话。</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) are still yours. Wind down, or hand them on first.</source>
        <translation>
            <numerusform>您手上还有 %n 个会话。请先收尾或转接。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody waits whom you could take.</source>
        <translation>没有您能接待的客户在排队。</translation>
    </message>
    <message>
        <source>%1 conversations are pinned already. Please unpin one first.</source>
        <translation>已置顶 %1 个会话，请先取消一个。</translation>
    </message>
    <message>
        <source>Routing rules saved: version %1</source>
        <translation>分配规则已保存：版本 %1</translation>
    </message>
</context>
<context>
    <name>greenroom::ErrorWords</name>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>The server did not understand this program. Please update it and try again.</source>
        <translation>服务器无法识别当前版本，请更新程序后重试。</translation>
    </message>
    <message>
        <source>The text is too long. Please shorten it or send it in parts.</source>
        <translation>内容过长，请精简或分条发送。</translation>
    </message>
    <message>
        <source>The file is too large. Please send a smaller one.</source>
        <translation>文件过大，请换一个较小的文件。</translation>
    </message>
    <message>
        <source>The name or the password is not right.</source>
        <translation>账号或密码错误。</translation>
    </message>
    <message>
        <source>The session has ended. Please sign in again.</source>
        <translation>登录已失效，请重新登录。</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>您没有此操作的权限。</translation>
    </message>
    <message>
        <source>This is not there any more, or it is not yours to see.</source>
        <translation>内容已不存在，或您无权查看。</translation>
    </message>
    <message>
        <source>This was already used for something else. Please try again.</source>
        <translation>该请求与其他操作冲突，请重试。</translation>
    </message>
    <message>
        <source>The conversation has moved on to somebody else. Your text was kept; read what was missed first.</source>
        <translation>会话已转由他人接待，您写的内容已保留，请先查看新消息。</translation>
    </message>
    <message>
        <source>The conversation is closed. Your text was kept.</source>
        <translation>会话已结束，您写的内容已保留。</translation>
    </message>
    <message>
        <source>This offer has ended.</source>
        <translation>该会话已不可接入。</translation>
    </message>
    <message>
        <source>Your capacity is used up. Please finish a conversation first.</source>
        <translation>已达接待上限，请先结束一个会话。</translation>
    </message>
    <message>
        <source>That was too fast. Please try again in %1 s.</source>
        <translation>操作过快，请在 %1 秒后重试。</translation>
    </message>
    <message>
        <source>The server is busy. Nothing was changed; please try again in %1 s.</source>
        <translation>服务器繁忙，操作未生效，请在 %1 秒后重试。</translation>
    </message>
    <message>
        <source>The server cannot store anything now. Nothing was changed; please try again.</source>
        <translation>服务器暂时无法保存，操作未生效，请重试。</translation>
    </message>
    <message>
        <source>This is not supported here.</source>
        <translation>此处不支持该操作。</translation>
    </message>
    <message>
        <source>This file cannot be sent: it is not a picture that can be shown.</source>
        <translation>无法发送该文件：不是可显示的图片。</translation>
    </message>
    <message>
        <source>It is too late to take this back.</source>
        <translation>已超过可撤回时间。</translation>
    </message>
    <message>
        <source>The shop&apos;s signature for this customer is not valid.</source>
        <translation>店铺对该客户的身份签名无效。</translation>
    </message>
    <message>
        <source>It could not be stored on this computer. Please check the disk.</source>
        <translation>无法保存到此电脑，请检查磁盘。</translation>
    </message>
    <message>
        <source>The data on this computer come from a newer version. Please update the program.</source>
        <translation>此电脑上的数据来自更新的版本，请更新程序。</translation>
    </message>
    <message>
        <source>A setting is wrong: %1</source>
        <translation>设置有误：%1</translation>
    </message>
    <message>
        <source>Something went wrong inside. Nothing was stored.</source>
        <translation>内部出错，内容未保存。</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>未连接到服务器。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器响应超时。</translation>
    </message>
    <message>
        <source>Not while there is no connection.</source>
        <translation>网络断开时无法操作。</translation>
    </message>
    <message>
        <source>While you wrote, more was said. Please read it, then send again.</source>
        <translation>您写的时候又有新消息。请看过之后再发。</translation>
    </message>
    <message>
        <source>A rule of the shop keeps this from being sent. What you wrote was kept.</source>
        <translation>店铺规则不允许发送。您写的内容还在。</translation>
    </message>
</context>
<context>
    <name>greenroom::ExportDialog</name>
    <message>
        <source>Export conversations</source>
        <translation>导出会话</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation>结束日期早于开始日期。</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) are in %1</source>
        <translation>
            <numerusform>已导出 %n 个会话到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled. No file was written.</source>
        <translation>已取消，没有写入文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已认证</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>客户等级</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>接待组</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转接次数</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>排队开始</translation>
    </message>
    <message>
        <source>Owed since</source>
        <translation>待回复开始</translation>
    </message>
    <message>
        <source>Last said</source>
        <translation>最后一句</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Opened from</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Opened to</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A table (.csv) that any spreadsheet opens</source>
        <translation>表格文件，电子表格软件都能打开</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>直播间</translation>
    </message>
</context>
<context>
    <name>greenroom::FollowUpDialog</name>
    <message>
        <source>This time is over already. Please choose a later one.</source>
        <translation>这个时间已经过去，请选择更晚的时间。</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>When do you come back to %1?</source>
        <translation>什么时候回复 %1？</translation>
    </message>
    <message>
        <source>Promised for %1</source>
        <translation>已承诺 %1</translation>
    </message>
    <message>
        <source>In 30 minutes · %1</source>
        <translation>30 分钟后 · %1</translation>
    </message>
    <message>
        <source>In 2 hours · %1</source>
        <translation>2 小时后 · %1</translation>
    </message>
    <message>
        <source>Tomorrow morning · %1</source>
        <translation>明天上午 · %1</translation>
    </message>
    <message>
        <source>At</source>
        <translation>指定时间</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Not at all: nothing is promised any more</source>
        <translation>不再跟进：取消已有的承诺</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>greenroom::GeneralRules</name>
    <message>
        <source>What is urgent</source>
        <translation>什么更急</translation>
    </message>
    <message>
        <source>Points: %1</source>
        <translation>分值：%1</translation>
    </message>
    <message>
        <source>everybody else</source>
        <translation>其他客户</translation>
    </message>
    <message>
        <source>Points by issue</source>
        <translation>按问题的分值</translation>
    </message>
    <message>
        <source>Points by room</source>
        <translation>按直播间的分值</translation>
    </message>
    <message>
        <source>refund 50: one a line</source>
        <translation>退款 50：每行一个</translation>
    </message>
    <message>
        <source>8021 30: one a line</source>
        <translation>8021 30：每行一个</translation>
    </message>
    <message>
        <source>Points: upset</source>
        <translation>分值：情绪激动</translation>
    </message>
    <message>
        <source>Points: answer nearly due</source>
        <translation>分值：将超时</translation>
    </message>
    <message>
        <source>Nearly due, minutes before</source>
        <translation>提前多少分钟算将超时</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>After coming online one more each, seconds</source>
        <translation>刚上线时每隔多少秒多分一个</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>Not responding after missed offers</source>
        <translation>连续多少次超时未接算未响应</translation>
    </message>
    <message>
        <source>Higher lines of support are asked first</source>
        <translation>转高级别时需确认接入</translation>
    </message>
    <message>
        <source>Agents may decline</source>
        <translation>客服可以拒接</translation>
    </message>
    <message>
        <source>Agents may pick out of those that wait</source>
        <translation>客服可以从排队中挑选</translation>
    </message>
    <message>
        <source>No load after silence of, minutes</source>
        <translation>静默多少分钟后不计接待量</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Units: %1</source>
        <translation>占用单位：%1</translation>
    </message>
    <message>
        <source>Is asked first</source>
        <translation>分配时需确认接入</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>On break at once, people</source>
        <translation>同时小休人数上限</translation>
    </message>
    <message>
        <source>However many</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Meal, minutes</source>
        <translation>用餐（分钟）</translation>
    </message>
    <message>
        <source>Rest, minutes</source>
        <translation>休息（分钟）</translation>
    </message>
    <message>
        <source>Other break, minutes</source>
        <translation>其他小休（分钟）</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Surge mode</source>
        <translation>高峰模式</translation>
    </message>
    <message>
        <source>Capacity, % of the usual</source>
        <translation>接待上限为平时的百分之几</translation>
    </message>
    <message>
        <source>Customers are told to leave a message</source>
        <translation>建议客户留言</translation>
    </message>
    <message>
        <source>Queues overflow at once</source>
        <translation>接待组立即溢出</translation>
    </message>
    <message>
        <source>Ends by itself after, minutes</source>
        <translation>多少分钟后自动结束</translation>
    </message>
    <message>
        <source>Who leads looks on unseen</source>
        <translation>组长和主管查看会话时不显示给接待的客服</translation>
    </message>
    <message>
        <source>Only in places whose law allows it. The audit tells of it in any case.</source>
        <translation>仅用于法律允许的地区。无论如何都会记入审计。</translation>
    </message>
    <message>
        <source>Transfer offered for, seconds</source>
        <translation>转接等待接受（秒）</translation>
    </message>
    <message>
        <source>What nobody accepts goes to its queue</source>
        <translation>无人接受的转接退回接待组</translation>
    </message>
    <message>
        <source>The same in a live room, minutes</source>
        <translation>直播间内静默多少分钟</translation>
    </message>
    <message>
        <source>As elsewhere</source>
        <translation>与其他相同</translation>
    </message>
    <message>
        <source>Reminded of then, and over after, minutes</source>
        <translation>提醒后多少分钟自动结束</translation>
    </message>
    <message>
        <source>Not by itself</source>
        <translation>不自动结束</translation>
    </message>
</context>
<context>
    <name>greenroom::HandOverDialog</name>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Note for whoever comes next</source>
        <translation>转接备注</translation>
    </message>
    <message>
        <source>Note for whoever comes next: what was said, what was promised</source>
        <translation>转接备注：沟通到哪一步，承诺过什么</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The time that customers have waited still counts.</source>
        <translation>客户已等待的时间继续计入。</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回</translation>
    </message>
    <message numerus="yes">
        <source>Give %n conversation(s) of %1 back to their queues?</source>
        <translation>
            <numerusform>把 %1 的 %n 个会话全部退回接待组？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n of them a customer waits for an answer.</source>
        <translation>
            <numerusform>其中 %n 个客户在等回复。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::HelpDialog</name>
    <message>
        <source>Ask for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Ask for help with %1</source>
        <translation>就 %1 的会话求助</translation>
    </message>
    <message>
        <source>Leads and supervisors see it at once; the customer stays with you.</source>
        <translation>组长和主管会立即看到；客户仍由您接待。</translation>
    </message>
    <message>
        <source>What you need</source>
        <translation>需要什么帮助</translation>
    </message>
    <message>
        <source>What you need, in a few words</source>
        <translation>简单说明需要什么帮助</translation>
    </message>
</context>
<context>
    <name>greenroom::KeyWords</name>
    <message>
        <source>Writing: send</source>
        <translation>输入：发送</translation>
    </message>
    <message>
        <source>Writing: send and go to the most pressing one</source>
        <translation>输入：发送并转到最紧急的会话</translation>
    </message>
    <message>
        <source>Writing: break the line</source>
        <translation>输入：换行</translation>
    </message>
    <message>
        <source>Writing: phrases, at the beginning of a line</source>
        <translation>输入：打开快捷短语（行首）</translation>
    </message>
    <message>
        <source>Phrases: insert the chosen one, or one by its place</source>
        <translation>快捷短语：插入选中的一条，或按序号插入</translation>
    </message>
    <message>
        <source>Phrases: insert and send</source>
        <translation>快捷短语：插入并发送</translation>
    </message>
    <message>
        <source>Messages: the one before, the one after</source>
        <translation>消息：上一条、下一条</translation>
    </message>
    <message>
        <source>Messages: the beginning, the end</source>
        <translation>消息：最早、最新</translation>
    </message>
    <message>
        <source>Messages: play the voice note, open the link</source>
        <translation>消息：播放语音、打开链接</translation>
    </message>
    <message>
        <source>Messages: what can be done with one</source>
        <translation>消息：打开菜单</translation>
    </message>
    <message>
        <source>Messages: copy</source>
        <translation>消息：复制</translation>
    </message>
    <message>
        <source>Search in a conversation: the one before, the one after</source>
        <translation>会话内搜索：上一条、下一条</translation>
    </message>
    <message>
        <source>Lists: open the chosen conversation</source>
        <translation>列表：打开选中的会话</translation>
    </message>
    <message>
        <source>Everywhere: the next part, the one before</source>
        <translation>通用：下一处、上一处</translation>
    </message>
    <message>
        <source>Everywhere: press the button that has the keyboard</source>
        <translation>通用：按下当前按钮</translation>
    </message>
    <message>
        <source>Everywhere: back</source>
        <translation>通用：返回</translation>
    </message>
</context>
<context>
    <name>greenroom::KnowledgeWords</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Search the knowledge base</source>
        <translation>搜索知识库</translation>
    </message>
    <message>
        <source>Answers that fit what the customer says appear here.</source>
        <translation>与客户问题相关的知识条目会显示在这里。</translation>
    </message>
    <message>
        <source>%1 · changed %2</source>
        <translation>%1 · 更新于 %2</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Insert into reply</source>
        <translation>插入回复</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>暂无推荐</translation>
    </message>
</context>
<context>
    <name>greenroom::LinkDialog</name>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>This link leads to %1</source>
        <translation>此链接通向 %1</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
</context>
<context>
    <name>greenroom::ListFilter</name>
    <message>
        <source>Standard customers</source>
        <translation>普通客户</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>接待组</translation>
    </message>
    <message>
        <source>Every queue</source>
        <translation>所有接待组</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Every channel</source>
        <translation>所有渠道</translation>
    </message>
    <message>
        <source>Customer tier</source>
        <translation>客户等级</translation>
    </message>
    <message>
        <source>Every tier</source>
        <translation>所有等级</translation>
    </message>
    <message>
        <source>Live room</source>
        <translation>直播间</translation>
    </message>
    <message>
        <source>Every room</source>
        <translation>所有直播间</translation>
    </message>
    <message>
        <source>Sorting</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Newest message first</source>
        <translation>最新消息在前</translation>
    </message>
    <message>
        <source>Longest waiting first</source>
        <translation>等待最久在前</translation>
    </message>
    <message>
        <source>one queue</source>
        <translation>一个接待组</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>直播间 %1</translation>
    </message>
    <message>
        <source>Mine and Recent have no filter; Waiting, Messages and All have one.</source>
        <translation>“我的”和“最近”没有筛选；“排队中”、“留言”和“全部”有。</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>%1; newest message first</source>
        <translation>%1；最新消息在前</translation>
    </message>
    <message>
        <source>Filter (%1 shown): %2</source>
        <translation>筛选（显示 %1 个）：%2</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
</context>
<context>
    <name>greenroom::ListPanel</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try fewer words, or other ones.</source>
        <translation>可减少关键词，或换个说法。</translation>
    </message>
</context>
<context>
    <name>greenroom::MainWindow</name>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Greenroom</source>
        <translation>Greenroom 幕后</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
</context>
<context>
    <name>greenroom::NewTicketDialog</name>
    <message>
        <source>Open a ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>A ticket for %1</source>
        <translation>为 %1 新建工单</translation>
    </message>
    <message>
        <source>What is to be done, in one line</source>
        <translation>用一句话说明要处理的事</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>不关联订单</translation>
    </message>
    <message>
        <source>What the next person has to know</source>
        <translation>接手人需要了解的情况</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Open the ticket</source>
        <translation>创建工单</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody in particular</source>
        <translation>不针对某个人</translation>
    </message>
    <message>
        <source>Whoever it is about is not given this customer by preference again.</source>
        <translation>以后不会再优先把该客户分配给投诉对象。</translation>
    </message>
    <message>
        <source>About whom</source>
        <translation>投诉对象</translation>
    </message>
</context>
<context>
    <name>greenroom::OrderWords</name>
    <message>
        <source>Shipping</source>
        <translation>运费</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Paid on</source>
        <translation>付款时间</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>物流</translation>
    </message>
    <message>
        <source>Buyer&apos;s note</source>
        <translation>买家备注</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Number, name or phone tail</source>
        <translation>订单号、姓名或手机尾号</translation>
    </message>
    <message>
        <source>No orders</source>
        <translation>暂无订单</translation>
    </message>
    <message>
        <source>Find one by number, tracking number, name or phone tail.</source>
        <translation>可按订单号、运单号、姓名或手机尾号搜索。</translation>
    </message>
    <message>
        <source>Insert number</source>
        <translation>插入订单号</translation>
    </message>
    <message>
        <source>Send card</source>
        <translation>发送卡片</translation>
    </message>
    <message>
        <source>Show number…</source>
        <translation>显示号码…</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>订单 %1</translation>
    </message>
</context>
<context>
    <name>greenroom::PanelWords</name>
    <message>
        <source>What is shown may be old. %1</source>
        <translation>显示的内容可能不是最新。%1</translation>
    </message>
</context>
<context>
    <name>greenroom::PeopleList</name>
    <message>
        <source>by %1</source>
        <translation>由 %1 修改</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>接待量</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最久</translation>
    </message>
    <message>
        <source>%1 % (%2)</source>
        <translation>%1 % (%2)</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n first answer(s), from being given it</source>
        <translation>
            <numerusform>%n 次首次回复的平均值，从分配到会话算起</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n wait(s) of customers answered within 3 minutes</source>
        <translation>
            <numerusform>客户 %n 次等待中有 %1 次在 3 分钟内得到回复</numerusform>
        </translation>
    </message>
    <message>
        <source>Sort by: %1</source>
        <translation>排序：%1</translation>
    </message>
    <message>
        <source>Taken today</source>
        <translation>今日接待</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>3-min rate</source>
        <translation>3 分钟回复率</translation>
    </message>
    <message>
        <source>Breaks today</source>
        <translation>小休合计</translation>
    </message>
    <message numerus="yes">
        <source>looked at %n hidden detail(s) in an hour</source>
        <translation>
            <numerusform>一小时内查看隐藏信息 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::PhraseDelegate</name>
    <message>
        <source>Holding</source>
        <translation>稍等</translation>
    </message>
</context>
<context>
    <name>greenroom::PresenceBar</name>
    <message>
        <source>Last known: %1</source>
        <translation>上次状态：%1</translation>
    </message>
    <message>
        <source>Presence: %1</source>
        <translation>接待状态：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n people are on break already</source>
        <translation>
            <numerusform>已有 %n 人在小休</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing on this machine says when the screen is locked: there is no screensaver service on the session bus.</source>
        <translation>本机没有程序告知屏幕何时锁定：会话总线上没有屏幕保护服务。</translation>
    </message>
    <message numerus="yes">
        <source>No break while the screen was locked: %n people were on one</source>
        <translation>
            <numerusform>锁屏时未能小休：已有 %n 人在小休</numerusform>
        </translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 修改</translation>
    </message>
</context>
<context>
    <name>greenroom::ProductWords</name>
    <message numerus="yes">
        <source>%n in stock</source>
        <translation>
            <numerusform>库存 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation>已售罄</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>商品编码</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺码</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>发货时效</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退换规则</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>商品说明</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Code, name or category</source>
        <translation>编码、名称或类目</translation>
    </message>
    <message>
        <source>No products</source>
        <translation>暂无商品</translation>
    </message>
    <message>
        <source>Find one by code, name or category.</source>
        <translation>可按编码、名称或类目搜索。</translation>
    </message>
    <message>
        <source>from %1 · %2</source>
        <translation>%1 起 · %2</translation>
    </message>
    <message>
        <source>Insert facts</source>
        <translation>插入商品信息</translation>
    </message>
    <message>
        <source>Send card</source>
        <translation>发送卡片</translation>
    </message>
    <message>
        <source>%1 (was %2)</source>
        <translation>%1（原 %2）</translation>
    </message>
</context>
<context>
    <name>greenroom::QueueBoard</name>
    <message>
        <source>%1 · too long</source>
        <translation>%1 · 过久</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>接待组</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>接待组</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最久</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Open the longest</source>
        <translation>打开等待最久的</translation>
    </message>
    <message>
        <source>Why does it wait?</source>
        <translation>为什么还在排队？</translation>
    </message>
</context>
<context>
    <name>greenroom::QueueRules</name>
    <message>
        <source>Nowhere</source>
        <translation>不溢出</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>分给谁</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>分给</translation>
    </message>
    <message>
        <source>Points a minute of waiting</source>
        <translation>每等一分钟的分值</translation>
    </message>
    <message>
        <source>Rings, seconds in each</source>
        <translation>逐步放宽，每步秒数</translation>
    </message>
    <message>
        <source>30, 60: wishes are dropped one by one</source>
        <translation>30, 60：依次放宽可选要求</translation>
    </message>
    <message>
        <source>Within what time</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Is asked first</source>
        <translation>分配时需确认接入</translation>
    </message>
    <message>
        <source>Offered for, seconds</source>
        <translation>待接入时限（秒）</translation>
    </message>
    <message>
        <source>First answer due within, seconds</source>
        <translation>首次回复目标（秒）</translation>
    </message>
    <message>
        <source>No target</source>
        <translation>无目标</translation>
    </message>
    <message>
        <source>Given on without an answer after, seconds</source>
        <translation>多少秒未回复就改派</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Back to the last agent within, hours</source>
        <translation>多少小时内回到原客服</translation>
    </message>
    <message>
        <source>Waits for the last agent, seconds</source>
        <translation>为原客服保留（秒）</translation>
    </message>
    <message>
        <source>When it is too much</source>
        <translation>忙不过来时</translation>
    </message>
    <message>
        <source>Overflow to</source>
        <translation>溢出到</translation>
    </message>
    <message>
        <source>Overflow after, seconds</source>
        <translation>多少秒后溢出</translation>
    </message>
    <message>
        <source>Only if somebody works there</source>
        <translation>仅当对方有人在线</translation>
    </message>
    <message>
        <source>Only while fewer wait there</source>
        <translation>仅当对方排队少于</translation>
    </message>
    <message>
        <source>Overflow at once from, waiting here</source>
        <translation>排队达到多少人时立即溢出</translation>
    </message>
    <message>
        <source>However many</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>greenroom::RevealDialog</name>
    <message>
        <source>Please choose what it is needed for.</source>
        <translation>请选择用途。</translation>
    </message>
    <message>
        <source>Please say what it is needed for.</source>
        <translation>请写明用途。</translation>
    </message>
    <message>
        <source>Only whoever has this conversation, and who leads, may look at it.</source>
        <translation>只有接待这个会话的客服以及组长、主管可以查看。</translation>
    </message>
    <message>
        <source>You have looked at as many hidden details as you may in an hour. Please ask a lead, or try again in %1.</source>
        <translation>您一小时内查看的隐藏信息已达上限。请找组长，或 %1 后再试。</translation>
    </message>
    <message>
        <source>Show what is hidden</source>
        <translation>显示隐藏内容</translation>
    </message>
    <message>
        <source>What do you need it for?</source>
        <translation>您需要它做什么？</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>It is recorded that you looked, at what and why. It is shown for a short while.</source>
        <translation>谁看了、看了什么、为什么看都会记录下来；只显示一小会儿。</translation>
    </message>
    <message>
        <source>Call the customer back</source>
        <translation>给客户回电</translation>
    </message>
    <message>
        <source>Delivery or address</source>
        <translation>配送或地址</translation>
    </message>
    <message>
        <source>Check who it is</source>
        <translation>核对身份</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Something else:</source>
        <translation>其他：</translation>
    </message>
    <message>
        <source>What it is needed for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>In a few words; it is kept in the audit</source>
        <translation>简单写几个字，会记入审计</translation>
    </message>
</context>
<context>
    <name>greenroom::RoutingDialog</name>
    <message>
        <source>Somebody else has changed the rules meanwhile. Nothing was saved; please look at theirs first.</source>
        <translation>规则刚被其他人改过，本次没有保存。请先查看新规则。</translation>
    </message>
    <message>
        <source>Version %1 · %2 · %3</source>
        <translation>第 %1 版 · %2 · %3</translation>
    </message>
    <message>
        <source>Routing rules</source>
        <translation>分配规则</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>所有接待组</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>接待组</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Why it is changed</source>
        <translation>修改原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Overflow to: it must not go in a circle, nor over more than five queues.</source>
        <translation>溢出到：不能绕成圈，也不能超过五个接待组。</translation>
    </message>
    <message>
        <source>Given on without an answer after: at least 10 seconds, or never.</source>
        <translation>未回复改派：至少 10 秒，或从不。</translation>
    </message>
    <message>
        <source>Rings: at most six, each of whole seconds.</source>
        <translation>逐步放宽：最多六步，每步为整数秒。</translation>
    </message>
    <message>
        <source>This is not allowed: %1</source>
        <translation>不允许：%1</translation>
    </message>
    <message>
        <source>Points by issue: on each line a name, a gap and at most 10000 points; no name twice.</source>
        <translation>按问题的分值：每行一个名称、空格和不超过 10000 的分值，名称不能重复。</translation>
    </message>
    <message>
        <source>Points by room: on each line a name, a gap and at most 10000 points; no name twice.</source>
        <translation>按直播间的分值：每行一个名称、空格和不超过 10000 的分值，名称不能重复。</translation>
    </message>
    <message>
        <source>Playing the last hour…</source>
        <translation>正在推演过去一小时…</translation>
    </message>
    <message>
        <source>What would have changed…</source>
        <translation>看看会有什么变化…</translation>
    </message>
    <message>
        <source>Plays the last hour by these rules and by those that hold, and changes nothing.</source>
        <translation>按这些规则和现行规则各推演一遍过去一小时，不做任何更改。</translation>
    </message>
    <message>
        <source>Version %1 is shown, and version %2 holds. Saving puts version %1 back, as a new version.</source>
        <translation>当前显示版本 %1，生效的是版本 %2。保存会恢复版本 %1，并成为一个新版本。</translation>
    </message>
    <message>
        <source>Version %1 is shown, and version %2 holds.</source>
        <translation>当前显示版本 %1，生效的是版本 %2。</translation>
    </message>
    <message>
        <source>Version 0 · before the first change</source>
        <translation>版本 0 · 首次修改之前</translation>
    </message>
</context>
<context>
    <name>greenroom::RoutingWords</name>
    <message numerus="yes">
        <source>%n of a lower line of support</source>
        <translation>
            <numerusform>%n 人级别不够</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without the language</source>
        <translation>
            <numerusform>%n 人不会该语言</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a skill it needs</source>
        <translation>
            <numerusform>%n 人缺少所需技能</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n who declined it or let it go</source>
        <translation>
            <numerusform>%n 人已拒接或放弃</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n while it is kept for somebody else</source>
        <translation>
            <numerusform>%n 人因正为他人保留</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not online</source>
        <translation>
            <numerusform>%n 人不在线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n who came online a moment ago</source>
        <translation>
            <numerusform>%n 人刚刚上线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without room</source>
        <translation>
            <numerusform>%n 人已满</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits in %1 for whoever had it last, until %2; then anybody may have it.</source>
        <translation>在“%1”排队，%2 前为上次接待的客服保留，之后任何人都可接待。</translation>
    </message>
    <message>
        <source>Waits in %1, where nobody works.</source>
        <translation>在“%1”排队，该接待组没有客服。</translation>
    </message>
    <message>
        <source>Waits in %1. Nobody can take it now: %2.</source>
        <translation>在“%1”排队，现在无人能接：%2。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Most room</source>
        <translation>空位最多</translation>
    </message>
    <message>
        <source>Fewest conversations</source>
        <translation>会话最少</translation>
    </message>
    <message>
        <source>Most room, then longest without a new one</source>
        <translation>空位最多，其次最久未分配</translation>
    </message>
    <message>
        <source>In turn</source>
        <translation>轮流</translation>
    </message>
    <message>
        <source>Longest idle</source>
        <translation>空闲最久</translation>
    </message>
    <message>
        <source>Best at what it needs</source>
        <translation>技能最匹配</translation>
    </message>
    <message>
        <source>Another queue</source>
        <translation>其他接待组</translation>
    </message>
    <message>
        <source>Lower line of support</source>
        <translation>级别不够</translation>
    </message>
    <message>
        <source>Not the language</source>
        <translation>不会该语言</translation>
    </message>
    <message>
        <source>Not the skill</source>
        <translation>缺少技能</translation>
    </message>
    <message>
        <source>Declined it or let it go</source>
        <translation>已拒接或放弃</translation>
    </message>
    <message>
        <source>Kept for somebody else</source>
        <translation>为他人保留</translation>
    </message>
    <message>
        <source>Not online</source>
        <translation>不在线</translation>
    </message>
    <message>
        <source>Came online a moment ago</source>
        <translation>刚刚上线</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>Offered to %1, who had it last.</source>
        <translation>%1 待接入：上次由其接待。</translation>
    </message>
    <message>
        <source>Went to %1, who had it last.</source>
        <translation>分给了上次接待的 %1。</translation>
    </message>
    <message>
        <source>Offered to %1 (%2: %3).</source>
        <translation>%1 待接入（%2：%3）。</translation>
    </message>
    <message>
        <source>Went to %1 (%2: %3).</source>
        <translation>分给了 %1（%2：%3）。</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>issue</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>room</source>
        <translation>直播间</translation>
    </message>
    <message>
        <source>emotion</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>due soon</source>
        <translation>将超时</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>优先</translation>
    </message>
    <message numerus="yes">
        <source>%1 = %n point(s)</source>
        <translation>
            <numerusform>%1 = %n 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being given</source>
        <translation>
            <numerusform>%n 个正在分配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody works here</source>
        <translation>
            <numerusform>%n 个没有客服</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody of that line of support</source>
        <translation>
            <numerusform>%n 个没有够级别的客服</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody with the language</source>
        <translation>
            <numerusform>%n 个没有会该语言的客服</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody with the skill</source>
        <translation>
            <numerusform>%n 个没有会该技能的客服</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declined by everybody</source>
        <translation>
            <numerusform>%n 个已被所有人拒接或放弃</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept for somebody</source>
        <translation>
            <numerusform>%n 个为他人保留</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody online</source>
        <translation>
            <numerusform>%n 个无人在线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose agents just came online</source>
        <translation>
            <numerusform>%n 个因客服刚刚上线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n everybody full</source>
        <translation>
            <numerusform>%n 个因全员已满</numerusform>
        </translation>
    </message>
    <message>
        <source>Surge mode until %1</source>
        <translation>高峰模式至 %1</translation>
    </message>
    <message>
        <source>Nobody came to wait in the last hour: there is nothing to compare.</source>
        <translation>过去一小时没有客户进入排队，没有可比较的内容。</translation>
    </message>
    <message>
        <source>nobody in %1</source>
        <translation>%1 内无人接待</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <translation>%2 后由 %1 接待</translation>
    </message>
    <message>
        <source>%1 longer</source>
        <translation>长 %1</translation>
    </message>
    <message>
        <source>%1 shorter</source>
        <translation>短 %1</translation>
    </message>
    <message>
        <source>Lowest saturation</source>
        <translation>饱和度最低</translation>
    </message>
    <message numerus="yes">
        <source>In the last hour %n waits; none would have gone differently.</source>
        <translation>
            <numerusform>过去一小时共 %n 次等待，结果都不会有变化。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last hour %n waits; %1 would have gone differently.</source>
        <translation>
            <numerusform>过去一小时共 %n 次等待，其中 %1 次结果会不同。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::RowWords</name>
    <message>
        <source>Order %1 · %2</source>
        <translation>订单 %1 · %2</translation>
    </message>
    <message>
        <source>%1 · now %2</source>
        <translation>%1 · 现价 %2</translation>
    </message>
    <message>
        <source>Left message</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>%1
Contact: %2</source>
        <translation>%1
联系方式：%2</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>发送中…</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>未发送。%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>%1 · internal note · %2</source>
        <translation>%1 · 内部备注 · %2</translation>
    </message>
    <message>
        <source>▶ Voice note</source>
        <translation>▶ 语音消息</translation>
    </message>
    <message>
        <source>Hidden in part</source>
        <translation>部分隐藏</translation>
    </message>
</context>
<context>
    <name>greenroom::RuleReasonDialog</name>
    <message>
        <source>A reason</source>
        <translation>填写原因</translation>
    </message>
    <message>
        <source>Why is this said all the same?</source>
        <translation>为什么仍要这样说？</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>In a few words; it is kept in the audit</source>
        <translation>简单说明，会记入审计</translation>
    </message>
</context>
<context>
    <name>greenroom::SendingBar</name>
    <message>
        <source>Go there</source>
        <translation>去那里</translation>
    </message>
    <message>
        <source>This carries an order number of %1&apos;s conversation, not of this one.</source>
        <translation>这里有%1的会话中的订单号，不属于当前会话。</translation>
    </message>
    <message>
        <source>This carries a tracking number of %1&apos;s conversation, not of this one.</source>
        <translation>这里有%1的会话中的运单号，不属于当前会话。</translation>
    </message>
    <message>
        <source>This carries a phone number of %1&apos;s conversation, not of this one.</source>
        <translation>这里有%1的会话中的电话号码，不属于当前会话。</translation>
    </message>
    <message>
        <source>This carries a number of %1&apos;s conversation, not of this one.</source>
        <translation>这里有%1的会话中的号码，不属于当前会话。</translation>
    </message>
    <message>
        <source>%1 It was not sent; send it once more if it is meant for this customer.</source>
        <translation>%1尚未发送；确认是发给当前客户的，请再发送一次。</translation>
    </message>
    <message>
        <source>A number in it passes for a bank card&apos;s: it will be sent and kept without its middle digits.</source>
        <translation>其中的号码会被当作银行卡号：发送和保存时都会隐去中间几位。</translation>
    </message>
</context>
<context>
    <name>greenroom::ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>New keys for the chosen action</source>
        <translation>所选操作的新快捷键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to standard</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>These keys already belong to &quot;%1&quot;.</source>
        <translation>该快捷键已用于「%1」。</translation>
    </message>
    <message>
        <source>These keys are needed for writing and sending.</source>
        <translation>这些按键用于输入和发送，不能更改用途。</translation>
    </message>
</context>
<context>
    <name>greenroom::SignInPage</name>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The address must begin with https:// so that the password does not travel in the clear.</source>
        <translation>地址须以 https:// 开头，否则密码会以明文传输。</translation>
    </message>
    <message>
        <source>Greenroom</source>
        <translation>Greenroom 幕后</translation>
    </message>
    <message>
        <source>The service desk behind the show. Sign in to take your place.</source>
        <translation>直播背后的客服工作台，登录后开始接待。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>desk.example.com</source>
        <translation>desk.example.com</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>This computer has no password vault. You stay signed in only until the program ends.</source>
        <translation>此电脑没有密码保管库，退出程序后需要重新登录。</translation>
    </message>
    <message>
        <source>This is not the address of a server. Please check it.</source>
        <translation>服务器地址不正确，请检查。</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message numerus="yes">
        <source>This password is too short: it needs %n characters at least.</source>
        <translation>
            <numerusform>密码太短：至少需要 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>This password is one of the first that are tried: a common word, a row of keys, or the name. Please choose another.</source>
        <translation>这个密码太容易被猜到：常见词、一排按键或账号本身。请换一个。</translation>
    </message>
    <message numerus="yes">
        <source>This password is too long: it may have %n characters at most.</source>
        <translation>
            <numerusform>密码太长：最多 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>The name or the code is not right, or the code was used or is older than a day. Ask for a new one.</source>
        <translation>账号或一次性密码不正确，或者密码已被使用、已超过一天。请索取新的一次性密码。</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Length is what counts: fifteen characters or a few words. No common password, no row of keys, not your name.</source>
        <translation>越长越安全：十五个字符以上或几个词语。不要用常见密码、一排按键或自己的账号。</translation>
    </message>
    <message>
        <source>Sign in with a password</source>
        <translation>用密码登录</translation>
    </message>
    <message>
        <source>I have a one-time code</source>
        <translation>我有一次性密码</translation>
    </message>
    <message>
        <source>Setting the password…</source>
        <translation>正在设置密码…</translation>
    </message>
    <message>
        <source>Set the password and sign in</source>
        <translation>设置密码并登录</translation>
    </message>
    <message>
        <source>What you had not sent is kept on this computer and is sent when you sign in again.</source>
        <translation>未发送的内容已保留在本机，用同一账号登录后会继续发送。</translation>
    </message>
</context>
<context>
    <name>greenroom::StatusStrip</name>
    <message>
        <source>Load %1 of %2</source>
        <translation>接待量 %1/%2</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>No connection. Messages are kept and sent later. Connect now</source>
        <translation>网络已断开，消息会保留，联网后发送。立即重连</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>连接状态：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting, longest %1</source>
        <translation>
            <numerusform>排队 %n 位，最久 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人排队</translation>
    </message>
    <message>
        <source>The server cannot store just now. Messages are kept and sent later.</source>
        <translation>服务器暂时无法保存，消息已留在本机，恢复后自动发送</translation>
    </message>
</context>
<context>
    <name>greenroom::StepDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>greenroom::SurgeDialog</name>
    <message>
        <source>Everybody is given up to %1 % of what they usually take at once.</source>
        <translation>每人的接待上限提高到平时的 %1 %。</translation>
    </message>
    <message>
        <source>Customers who wait are told that they had better leave a message.</source>
        <translation>建议排队的客户留言。</translation>
    </message>
    <message>
        <source>Queues overflow at once, where their rules let them.</source>
        <translation>接待组按各自的规则立即溢出。</translation>
    </message>
    <message>
        <source>It ends by itself at %1.</source>
        <translation>%1 自动结束。</translation>
    </message>
    <message>
        <source>Surge mode</source>
        <translation>高峰模式</translation>
    </message>
    <message>
        <source>Switch surge mode on?</source>
        <translation>开启高峰模式？</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>立即结束</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>If restarted, it ends at %1 instead.</source>
        <translation>重新计时后改为 %1 结束。</translation>
    </message>
    <message>
        <source>Extend to %1</source>
        <translation>延长至 %1</translation>
    </message>
</context>
<context>
    <name>greenroom::TeamPage</name>
    <message>
        <source>%1 was told.</source>
        <translation>已通知 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%1 still has %n conversation(s). Hand them over first.</source>
        <translation>
            <numerusform>%1 手上还有 %n 个会话，请先移交。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 未连接。</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Change state</source>
        <translation>修改状态</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>移交…</translation>
    </message>
    <message>
        <source>Surge mode is over.</source>
        <translation>高峰模式已结束。</translation>
    </message>
    <message>
        <source>Give the break</source>
        <translation>批准小休</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不批准</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>立即结束</translation>
    </message>
    <message numerus="yes">
        <source>%n people, each seen anew about every %1 s</source>
        <translation>
            <numerusform>%n 人，每人约每 %1 秒更新一次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) of %1 were handed over.</source>
        <translation>
            <numerusform>%1 的 %n 个会话已移交。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TicketTerms</name>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>已分类</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <translation>等待客户</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Followed up</source>
        <translation>已回访</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>换货</translation>
    </message>
    <message>
        <source>Logistics</source>
        <translation>物流</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
</context>
<context>
    <name>greenroom::TicketWords</name>
    <message>
        <source>Number</source>
        <translation>工单号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>With</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>解决时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Open a conversation first; the ticket grows out of it.</source>
        <translation>请先打开会话，再从会话新建工单。</translation>
    </message>
    <message>
        <source>Ticket %1 is open.</source>
        <translation>已创建工单 %1。</translation>
    </message>
    <message>
        <source>Nothing follows this state</source>
        <translation>当前状态没有后续操作</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Number, order, name or title</source>
        <translation>工单号、订单号、姓名或标题</translation>
    </message>
    <message>
        <source>No tickets</source>
        <translation>暂无工单</translation>
    </message>
    <message>
        <source>Open one when the matter outlives this conversation.</source>
        <translation>本次会话处理不完的问题，可新建工单跟进。</translation>
    </message>
    <message>
        <source>Move on…</source>
        <translation>流转…</translation>
    </message>
    <message>
        <source>Open a ticket…</source>
        <translation>新建工单…</translation>
    </message>
</context>
<context>
    <name>greenroom::TranscriptSearch</name>
    <message>
        <source>Nothing more found</source>
        <translation>没有更多结果</translation>
    </message>
    <message>
        <source>Search in this conversation; Enter goes to the one before, Shift+Enter to the one after</source>
        <translation>在会话中搜索；Enter 查找上一条，Shift+Enter 查找下一条</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>在会话中搜索</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>The one before (Enter)</source>
        <translation>上一条（Enter）</translation>
    </message>
    <message>
        <source>The one after</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>The one after (Shift+Enter)</source>
        <translation>下一条（Shift+Enter）</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>End the search</source>
        <translation>退出搜索</translation>
    </message>
    <message>
        <source>End the search (Esc)</source>
        <translation>退出搜索（Esc）</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>找到 %n 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TranscriptView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n new below</source>
        <translation>
            <numerusform>下方有 %n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Open %1…</source>
        <translation>打开 %1…</translation>
    </message>
</context>
<context>
    <name>greenroom::TransferDialog</name>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Transfer %1 to</source>
        <translation>将 %1 转接给</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>接待量</translation>
    </message>
    <message>
        <source>Note for whoever comes next</source>
        <translation>转接备注</translation>
    </message>
    <message>
        <source>Note for whoever comes next: what was said, what was promised</source>
        <translation>转接备注：沟通到哪一步，承诺过什么</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>接待组</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>排队 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>No room</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>%1 cannot take one more now. Please choose somebody else or a queue.</source>
        <translation>%1 现在无法再接待更多会话，请选择其他人或接待组。</translation>
    </message>
    <message>
        <source>The conversation is not yours any more; nothing was transferred.</source>
        <translation>会话已不归您接待，未转接。</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>客户问：%1</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>订单：%1</translation>
    </message>
    <message>
        <source>Tried:</source>
        <translation>已尝试：</translation>
    </message>
    <message>
        <source>Another line of support needs a reason; Alt and its number chooses one.</source>
        <translation>转给另一线客服必须有原因；按 Alt 加数字选择。</translation>
    </message>
    <message>
        <source>It was transferred twice already: the third time needs a lead or a supervisor. Please ask for help instead.</source>
        <translation>已经转接过两次：第三次需要组长或主管。请改为求助。</translation>
    </message>
    <message>
        <source>Transferred %1×</source>
        <translation>已转接 %1 次</translation>
    </message>
    <message>
        <source>People, queues and lines of support</source>
        <translation>客服、接待组和各线客服</translation>
    </message>
    <message>
        <source>Line of support</source>
        <translation>另一线客服</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Alt and the number chooses it</source>
        <translation>按 Alt 加数字选择</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>greenroom::TrayNotice</name>
    <message numerus="yes">
        <source>Greenroom: %n conversation(s) want you</source>
        <translation>
            <numerusform>Greenroom：%n 个会话待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is offered to you</source>
        <translation>%1 待接入</translation>
    </message>
    <message>
        <source>%1 is yours now</source>
        <translation>%1 已分配给您</translation>
    </message>
    <message>
        <source>%1 has waited long for a reply</source>
        <translation>%1 等待已久，即将超时</translation>
    </message>
    <message>
        <source>The reply to %1 is overdue</source>
        <translation>%1 已超时，请尽快回复</translation>
    </message>
    <message>
        <source>%1 wrote</source>
        <translation>%1 发来消息</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（另有 %n 条）</numerusform>
        </translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>A colleague asks you about %1</source>
        <translation>有同事就 %1 询问您</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
</context>
<context>
    <name>greenroom::TrialDialog</name>
    <message>
        <source>What would have changed</source>
        <translation>会有什么变化</translation>
    </message>
    <message numerus="yes">
        <source>From %1 to %2, with %n online. It was only played through: nothing has changed.</source>
        <translation>
            <numerusform>%1 至 %2，期间 %n 人在线。仅为推演，没有任何更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>By the rules now</source>
        <translation>按现行规则</translation>
    </message>
    <message>
        <source>By these</source>
        <translation>按这些规则</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差别</translation>
    </message>
    <message>
        <source>Both in figures</source>
        <translation>两者的数字对比</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Everybody else</source>
        <translation>其他客户</translation>
    </message>
    <message>
        <source>A conversation counts each time it waited.</source>
        <translation>同一会话每次排队都单独计数。</translation>
    </message>
    <message>
        <source>Waits that would have gone differently</source>
        <translation>结果会不同的等待</translation>
    </message>
    <message numerus="yes">
        <source>The %n waits that differ most:</source>
        <translation>
            <numerusform>差别最大的 %n 次等待：</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits that would have gone differently:</source>
        <translation>结果会不同的等待：</translation>
    </message>
    <message>
        <source>Waits: got somebody</source>
        <translation>等到客服的次数</translation>
    </message>
    <message>
        <source>Waits: got nobody</source>
        <translation>没等到客服的次数</translation>
    </message>
    <message>
        <source>Half of the waits lasted at most</source>
        <translation>半数等待不超过</translation>
    </message>
    <message>
        <source>Nine of ten waits lasted at most</source>
        <translation>九成等待不超过</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n waits): nine of ten lasted at most</source>
        <translation>
            <numerusform>%1（%n 次等待）：九成不超过</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::WhyDialog</name>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Nothing was decided about it yet: somebody took it, or gave it on, by hand.</source>
        <translation>系统还没有分配过：由人领取或转接。</translation>
    </message>
    <message>
        <source>%1 · routing rules %2</source>
        <translation>%1 · 分配规则第 %2 版</translation>
    </message>
    <message>
        <source>No longer first</source>
        <translation>取消优先</translation>
    </message>
    <message>
        <source>Put it first</source>
        <translation>优先接待</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>分到</translation>
    </message>
    <message>
        <source>Could have it</source>
        <translation>可接待</translation>
    </message>
    <message>
        <source>Why is it here?</source>
        <translation>为什么分到这里？</translation>
    </message>
    <message>
        <source>People as the router compared them</source>
        <translation>参与比较的客服</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>接待量</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>%1: why is it here?</source>
        <translation>%1：为什么分到这里？</translation>
    </message>
</context>
<context>
    <name>greenroom::Words</name>
    <message>
        <source>The offer was declined</source>
        <translation>客服已拒接</translation>
    </message>
    <message>
        <source>The offer ran out of time</source>
        <translation>超时未接</translation>
    </message>
    <message>
        <source>The offer was withdrawn</source>
        <translation>分配已撤回</translation>
    </message>
    <message>
        <source>Assigned to %1, who served this customer last</source>
        <translation>已分配给 %1（上次接待的客服）</translation>
    </message>
    <message>
        <source>Accepted by %1</source>
        <translation>%1 已接入</translation>
    </message>
    <message>
        <source>Taken by %1</source>
        <translation>%1 已领取</translation>
    </message>
    <message>
        <source>Transferred to %1</source>
        <translation>已转接给 %1</translation>
    </message>
    <message>
        <source>Something this version cannot show</source>
        <translation>当前版本无法显示此内容</translation>
    </message>
    <message>
        <source>Conversation opened · %1</source>
        <translation>会话开始 · %1</translation>
    </message>
    <message>
        <source>Waiting for a person</source>
        <translation>正在等待人工客服</translation>
    </message>
    <message>
        <source>Offered to an agent</source>
        <translation>已分配给客服，待接入</translation>
    </message>
    <message>
        <source>%1 transferred this to %2</source>
        <translation>%1 已转接给 %2</translation>
    </message>
    <message>
        <source>%1 · note: %2</source>
        <translation>%1 · 备注：%2</translation>
    </message>
    <message>
        <source>The agent has gone; it waits again</source>
        <translation>客服已离开，会话重新排队</translation>
    </message>
    <message>
        <source>Conversation closed</source>
        <translation>会话已结束</translation>
    </message>
    <message>
        <source>Conversation closed · %1</source>
        <translation>会话已结束 · %1</translation>
    </message>
    <message numerus="yes">
        <source>The customer rated %n of 5</source>
        <translation>
            <numerusform>客户评价：%n 分（满分 5 分）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The customer asked for a person</source>
        <translation>客户要求转人工</translation>
    </message>
    <message>
        <source>Follow-up due at %1</source>
        <translation>待跟进：%1</translation>
    </message>
    <message>
        <source>Follow-up done</source>
        <translation>已跟进</translation>
    </message>
    <message>
        <source>This message was taken back</source>
        <translation>此消息已撤回</translation>
    </message>
    <message>
        <source>Ticket %1 opened</source>
        <translation>已创建工单 %1</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Big spender</source>
        <translation>大R</translation>
    </message>
    <message>
        <source>Streamer</source>
        <translation>主播</translation>
    </message>
    <message>
        <source>Opinion leader</source>
        <translation>意见领袖</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Social</source>
        <translation>社交账号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Live comment</source>
        <translation>直播评论</translation>
    </message>
    <message>
        <source>With the bot</source>
        <translation>机器人接待</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>On offer</source>
        <translation>待接入</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>接待中</translation>
    </message>
    <message>
        <source>Left message</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Winding down</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>After-work</source>
        <translation>话后整理</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Not responding</source>
        <translation>未响应</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>掉线</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Break: meal</source>
        <translation>小休（用餐）</translation>
    </message>
    <message>
        <source>Break: rest</source>
        <translation>小休（休息）</translation>
    </message>
    <message>
        <source>Break: other</source>
        <translation>小休（其他）</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>The customer no longer answers</source>
        <translation>客户未再回复</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复会话</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>骚扰信息</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Awaiting payment</source>
        <translation>待付款</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>已打包</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>[Picture]</source>
        <translation>[图片]</translation>
    </message>
    <message numerus="yes">
        <source>[Voice note, %n second(s)]</source>
        <translation>
            <numerusform>[语音，%n 秒]</numerusform>
        </translation>
    </message>
    <message>
        <source>[Order %1]</source>
        <translation>[订单 %1]</translation>
    </message>
    <message>
        <source>[Product %1]</source>
        <translation>[商品 %1]</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>MMMM d, dddd</source>
        <translation>M月d日 dddd</translation>
    </message>
    <message>
        <source>MMMM d, yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>yyyy-MM-dd</source>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>MMM d, HH:mm</source>
        <translation>M月d日 HH:mm</translation>
    </message>
    <message>
        <source>[Message taken back]</source>
        <translation>[消息已撤回]</translation>
    </message>
    <message>
        <source>It waits for somebody else now</source>
        <translation>正在等待其他人接待</translation>
    </message>
    <message>
        <source>Refund under way</source>
        <translation>退款中</translation>
    </message>
    <message>
        <source>%1 · tags: %2</source>
        <translation>%1 · 标签：%2</translation>
    </message>
    <message>
        <source>No answer in time; it waits for somebody else</source>
        <translation>未在时限内回复，等待其他客服</translation>
    </message>
    <message>
        <source>Priority raised</source>
        <translation>已设为优先</translation>
    </message>
    <message>
        <source>Priority lowered</source>
        <translation>已降低优先级</translation>
    </message>
    <message>
        <source>Priority back to normal</source>
        <translation>已恢复正常顺序</translation>
    </message>
    <message>
        <source>The transfer was declined</source>
        <translation>转接被拒绝</translation>
    </message>
    <message>
        <source>Nobody accepted the transfer in time</source>
        <translation>转接超时未接受</translation>
    </message>
    <message>
        <source>The transfer was cancelled</source>
        <translation>转接已取消</translation>
    </message>
    <message>
        <source>Taken over by %1</source>
        <translation>由 %1 接管</translation>
    </message>
    <message>
        <source>Help is no longer needed</source>
        <translation>不再需要帮助</translation>
    </message>
    <message>
        <source>%1 asks for help</source>
        <translation>%1 求助</translation>
    </message>
    <message>
        <source>%1 joined the conversation</source>
        <translation>%1 介入了会话</translation>
    </message>
    <message>
        <source>%1 left the conversation</source>
        <translation>%1 退出了会话</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>已归类</translation>
    </message>
    <message>
        <source>about: not known</source>
        <translation>问题：未知</translation>
    </message>
    <message>
        <source>about: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>mood: %1</source>
        <translation>情绪：%1</translation>
    </message>
    <message>
        <source>needs no skills</source>
        <translation>不需要技能</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>需要 %1</translation>
    </message>
    <message>
        <source>First line (L1)</source>
        <translation>一线客服 L1</translation>
    </message>
    <message>
        <source>Second line (L2)</source>
        <translation>二线客服 L2</translation>
    </message>
    <message>
        <source>Third line (L3)</source>
        <translation>三线客服 L3</translation>
    </message>
    <message>
        <source>asks for a break (meal)</source>
        <translation>申请小休（用餐）</translation>
    </message>
    <message>
        <source>asks for a break (rest)</source>
        <translation>申请小休（休息）</translation>
    </message>
    <message>
        <source>asks for a break</source>
        <translation>申请小休</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>over by %1</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>Wrong queue</source>
        <translation>接待组不对</translation>
    </message>
    <message>
        <source>Needs other skills</source>
        <translation>需要其他技能</translation>
    </message>
    <message>
        <source>Needs another language</source>
        <translation>需要其他语言</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>The customer asked for it</source>
        <translation>客户要求</translation>
    </message>
    <message>
        <source>End of the shift</source>
        <translation>下班</translation>
    </message>
    <message>
        <source>Too much to do</source>
        <translation>太忙</translation>
    </message>
    <message>
        <source>Not my skill</source>
        <translation>不是我的技能</translation>
    </message>
    <message>
        <source>Not my language</source>
        <translation>我不会该语言</translation>
    </message>
    <message>
        <source>I know the customer</source>
        <translation>我认识该客户</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Annoyed</source>
        <translation>不满</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>生气</translation>
    </message>
    <message>
        <source>Furious</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>%1 whispers to %2</source>
        <translation>%1 悄悄话给 %2</translation>
    </message>
    <message>
        <source>%1 asks %2</source>
        <translation>%1 询问 %2</translation>
    </message>
    <message>
        <source>%1 declined the transfer</source>
        <translation>%1 拒绝了转接</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1 万</translation>
    </message>
    <message>
        <source>%1 asked %2 to accept the transfer</source>
        <translation>%1 请 %2 接受转接</translation>
    </message>
    <message>
        <source>%1 · level %2</source>
        <translation>%1 · %2 级</translation>
    </message>
    <message>
        <source>Winding down, then offline</source>
        <translation>收尾，之后离线</translation>
    </message>
    <message>
        <source>Winding down, then break</source>
        <translation>收尾，之后小休</translation>
    </message>
    <message>
        <source>Winding down, then after-work</source>
        <translation>收尾，之后话后整理</translation>
    </message>
    <message>
        <source>Winding down, then training</source>
        <translation>收尾，之后培训</translation>
    </message>
    <message>
        <source>Winding down, then meeting</source>
        <translation>收尾，之后会议</translation>
    </message>
    <message>
        <source>Ended by itself, the customer was silent</source>
        <translation>顾客未再回复，会话自动结束</translation>
    </message>
    <message>
        <source>Shown until %1</source>
        <translation>显示至 %1</translation>
    </message>
    <message>
        <source>Assigned to %1 by the routing rules</source>
        <translation>按分配规则接入：%1</translation>
    </message>
</context>
</TS>
