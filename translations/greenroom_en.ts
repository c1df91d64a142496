<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>greenroom::ConversationDelegate</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::ConversationLists</name>
    <message numerus="yes">
        <source>%n more urgent above</source>
        <translation>
            <numerusform>%n more urgent above</numerusform>
            <numerusform>%n more urgent above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::DeskPage</name>
    <message numerus="yes">
        <source>%n conversation(s) are still yours. Wind down, or hand them on first.</source>
        <translation>
            <numerusform>%n conversation is still yours. Wind down, or hand it on first.</numerusform>
            <numerusform>%n conversations are still yours. Wind down, or hand them on first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::ProductWords</name>
    <message numerus="yes">
        <source>%n in stock</source>
        <translation>
            <numerusform>%n in stock</numerusform>
            <numerusform>%n in stock</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::RoutingWords</name>
    <message numerus="yes">
        <source>%n of a lower line of support</source>
        <translation>
            <numerusform>%n of a lower line of support</numerusform>
            <numerusform>%n of a lower line of support</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without the language</source>
        <translation>
            <numerusform>%n without the language</numerusform>
            <numerusform>%n without the language</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a skill it needs</source>
        <translation>
            <numerusform>%n without a skill it needs</numerusform>
            <numerusform>%n without a skill it needs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n who declined it or let it go</source>
        <translation>
            <numerusform>%n who declined it or let it go</numerusform>
            <numerusform>%n who declined it or let it go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n while it is kept for somebody else</source>
        <translation>
            <numerusform>%n while it is kept for somebody else</numerusform>
            <numerusform>%n while it is kept for somebody else</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not online</source>
        <translation>
            <numerusform>%n not online</numerusform>
            <numerusform>%n not online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n who came online a moment ago</source>
        <translation>
            <numerusform>%n who came online a moment ago</numerusform>
            <numerusform>%n who came online a moment ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without room</source>
        <translation>
            <numerusform>%n without room</numerusform>
            <numerusform>%n without room</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 = %n point(s)</source>
        <translation>
            <numerusform>%1 = %n point</numerusform>
            <numerusform>%1 = %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::SignInPage</name>
    <message numerus="yes">
        <source>This password is too short: it needs %n characters at least.</source>
        <translation>
            <numerusform>This password is too short: it needs %n character at least.</numerusform>
            <numerusform>This password is too short: it needs %n characters at least.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This password is too long: it may have %n characters at most.</source>
        <translation>
            <numerusform>This password is too long: it may have %n character at most.</numerusform>
            <numerusform>This password is too long: it may have %n characters at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::StatusStrip</name>
    <message numerus="yes">
        <source>%n waiting, longest %1</source>
        <translation>
            <numerusform>%n waiting, longest %1</numerusform>
            <numerusform>%n waiting, longest %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TeamPage</name>
    <message numerus="yes">
        <source>%1 still has %n conversation(s). Hand them over first.</source>
        <translation>
            <numerusform>%1 still has %n conversation. Hand it over first.</numerusform>
            <numerusform>%1 still has %n conversations. Hand them over first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) of %1 wait for somebody else now.</source>
        <translation>
            <numerusform>%n conversation of %1 waits for somebody else now.</numerusform>
            <numerusform>%n conversations of %1 wait for somebody else now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TranscriptSearch</name>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>%n message found</numerusform>
            <numerusform>%n messages found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TranscriptView</name>
    <message numerus="yes">
        <source>%n new below</source>
        <translation>
            <numerusform>%n new below</numerusform>
            <numerusform>%n new below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TransferDialog</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::TrayNotice</name>
    <message numerus="yes">
        <source>Greenroom: %n conversation(s) want you</source>
        <translation>
            <numerusform>Greenroom: %n conversation wants you</numerusform>
            <numerusform>Greenroom: %n conversations want you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::Words</name>
    <message numerus="yes">
        <source>The customer rated %n of 5</source>
        <translation>
            <numerusform>The customer rated %n of 5</numerusform>
            <numerusform>The customer rated %n of 5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>[Voice note, %n second(s)]</source>
        <translation>
            <numerusform>[Voice note, %n second]</numerusform>
            <numerusform>[Voice note, %n seconds]</numerusform>
        </translation>
    </message>
</context>
</TS>
