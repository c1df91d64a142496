<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>greenroom::AlertWords</name>
    <message numerus="yes">
        <source>%1 does not respond, with %n conversation(s) open</source>
        <translation>
            <numerusform>%1 does not respond, with %n conversation open</numerusform>
            <numerusform>%1 does not respond, with %n conversations open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lost the connection, with %n conversation(s) open</source>
        <translation>
            <numerusform>%1 lost the connection, with %n conversation open</numerusform>
            <numerusform>%1 lost the connection, with %n conversations open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n waiting, the longest for %2</source>
        <translation>
            <numerusform>%1: %n waiting, the longest for %2</numerusform>
            <numerusform>%1: %n waiting, the longest for %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 looked at %n hidden detail(s) in the last hour</source>
        <translation>
            <numerusform>%1 looked at %n hidden detail in the last hour</numerusform>
            <numerusform>%1 looked at %n hidden details in the last hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 handed over %n conversation(s) of yours</source>
        <translation>
            <numerusform>%1 handed over %n conversation of yours</numerusform>
            <numerusform>%1 handed over %n conversations of yours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 took over %n conversation(s) of yours</source>
        <translation>
            <numerusform>%1 took over %n conversation of yours</numerusform>
            <numerusform>%1 took over %n conversations of yours</numerusform>
        </translation>
    </message>
</context>
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
    <name>greenroom::ExportDialog</name>
    <message numerus="yes">
        <source>%n conversation(s) are in %1</source>
        <translation>
            <numerusform>%n conversation is in %1</numerusform>
            <numerusform>%n conversations are in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::HandOverDialog</name>
    <message numerus="yes">
        <source>Give %n conversation(s) of %1 back to their queues?</source>
        <translation>
            <numerusform>Give %n conversation of %1 back to its queue?</numerusform>
            <numerusform>Give %n conversations of %1 back to their queues?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n of them a customer waits for an answer.</source>
        <translation>
            <numerusform>In %n of them a customer waits for an answer.</numerusform>
            <numerusform>In %n of them a customer waits for an answer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::PeopleList</name>
    <message numerus="yes">
        <source>Mean of %n first answer(s), from being given it</source>
        <translation>
            <numerusform>Mean of %n first answer, from being given it</numerusform>
            <numerusform>Mean of %n first answers, from being given it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n wait(s) of customers answered within 3 minutes</source>
        <translation>
            <numerusform>%1 of %n wait of customers answered within 3 minutes</numerusform>
            <numerusform>%1 of %n waits of customers answered within 3 minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>looked at %n hidden detail(s) in an hour</source>
        <translation>
            <numerusform>looked at %n hidden detail in an hour</numerusform>
            <numerusform>looked at %n hidden details in an hour</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>greenroom::PresenceBar</name>
    <message numerus="yes">
        <source>%n people are on break already</source>
        <translation>
            <numerusform>%n person is on break already</numerusform>
            <numerusform>%n people are on break already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No break while the screen was locked: %n people were on one</source>
        <translation>
            <numerusform>No break while the screen was locked: %n person was on one</numerusform>
            <numerusform>No break while the screen was locked: %n people were on one</numerusform>
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
    <message numerus="yes">
        <source>%n being given</source>
        <translation>
            <numerusform>%n being given</numerusform>
            <numerusform>%n being given</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody works here</source>
        <translation>
            <numerusform>%n nobody works here</numerusform>
            <numerusform>%n nobody works here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody of that line of support</source>
        <translation>
            <numerusform>%n nobody of that line of support</numerusform>
            <numerusform>%n nobody of that line of support</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody with the language</source>
        <translation>
            <numerusform>%n nobody with the language</numerusform>
            <numerusform>%n nobody with the language</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody with the skill</source>
        <translation>
            <numerusform>%n nobody with the skill</numerusform>
            <numerusform>%n nobody with the skill</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declined by everybody</source>
        <translation>
            <numerusform>%n declined by everybody</numerusform>
            <numerusform>%n declined by everybody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept for somebody</source>
        <translation>
            <numerusform>%n kept for somebody</numerusform>
            <numerusform>%n kept for somebody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nobody online</source>
        <translation>
            <numerusform>%n nobody online</numerusform>
            <numerusform>%n nobody online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose agents just came online</source>
        <translation>
            <numerusform>%n whose agents just came online</numerusform>
            <numerusform>%n whose agents just came online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n everybody full</source>
        <translation>
            <numerusform>%n everybody full</numerusform>
            <numerusform>%n everybody full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last hour %n waits; none would have gone differently.</source>
        <translation>
            <numerusform>In the last hour %n wait; it would not have gone differently.</numerusform>
            <numerusform>In the last hour %n waits; none would have gone differently.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last hour %n waits; %1 would have gone differently.</source>
        <translation>
            <numerusform>In the last hour %n wait; %1 would have gone differently.</numerusform>
            <numerusform>In the last hour %n waits; %1 would have gone differently.</numerusform>
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
        <source>%n people, each seen anew about every %1 s</source>
        <translation>
            <numerusform>%n person, seen anew about every %1 s</numerusform>
            <numerusform>%n people, each seen anew about every %1 s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) of %1 were handed over.</source>
        <translation>
            <numerusform>%n conversation of %1 was handed over.</numerusform>
            <numerusform>%n conversations of %1 were handed over.</numerusform>
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
    <name>greenroom::TrialDialog</name>
    <message numerus="yes">
        <source>From %1 to %2, with %n online. It was only played through: nothing has changed.</source>
        <translation>
            <numerusform>From %1 to %2, with %n online. It was only played through: nothing has changed.</numerusform>
            <numerusform>From %1 to %2, with %n online. It was only played through: nothing has changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n waits that differ most:</source>
        <translation>
            <numerusform>The %n wait that differs most:</numerusform>
            <numerusform>The %n waits that differ most:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n waits): nine of ten lasted at most</source>
        <translation>
            <numerusform>%1 (%n wait): nine of ten lasted at most</numerusform>
            <numerusform>%1 (%n waits): nine of ten lasted at most</numerusform>
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
