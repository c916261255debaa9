# What people read in Slack, in English. Every other language has the same messages with the same values.

## States of a question, in the status message

state-new = Nobody has looked at this yet
state-seen = Seen
state-working = Being worked on
state-waiting = Waiting for an answer
state-resolved = Resolved
state-dismissed = Dismissed
state-unsolved = { $state }, not yet solved in Zendesk

## The status message

# $person is a mention, $when a moment in the reader's own words, such as “today 10:05”.
status-assignee = { $person } has it
# $groups are handles of user groups, who are not mentioned by it.
status-asked-of = asked of { $groups }
# $number is a question's, $channel a link to where it is now.
status-moved = { $number } was moved to { $channel }.
status-since = since { $when }
# What is promised next; $when is a moment.
promise-seen = to be seen by { $when }
promise-answered = to be answered by { $when }
promise-resolved = to be resolved by { $when }
# $ticket and $older are links, or several of them joined by commas.
zendesk-ticket = Zendesk { $ticket }
zendesk-ticket-merged = Zendesk { $ticket }, { $older } was merged into it
zendesk-ticket-follows = Zendesk { $ticket }, follows { $older }
zendesk-breach = Zendesk’s own deadline: { $when }
# $people is one or both of the two that follow.
zendesk-people = In Zendesk: { $people }
zendesk-people-assignee = assigned to { $name }
zendesk-people-requester = the requester is { $name } now
zendesk-unknown-agent = { $person } has no agent account in Zendesk, so the ticket is unassigned there.
zendesk-closed = The ticket is closed in Zendesk. A reply here opens a follow-up ticket.
zendesk-lost = Zendesk ticket #{ $ticket } was deleted there. “Create ticket” makes a new one.
trouble-unshown = Something from Zendesk could not be shown here. { $why }
trouble-unhidden = What was taken back in Zendesk is still here. { $why }
somebody = somebody
# $stayed lists what was not copied, and why.
copied = Copied { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}, { $files ->
    [one] { $files } file
   *[other] { $files } files
}; not copied: { $stayed }
left-out-parts = Zendesk took only { $taken } of the { $total } parts of this long thread
# $why is one of those that follow.
left-out-files = { $files ->
    [one] { $files } file
   *[other] { $files } files
} ({ $why })
left-out-external = a link to elsewhere, no file of Slack's own
left-out-deleted = deleted in Slack
left-out-hidden = hidden by Slack, beyond the limit of its plan
left-out-no_access = the helpdesk may not read it
left-out-elsewhere = it lies where the helpdesk does not ask
left-out-too_big = too large
left-out-empty = empty
left-out-type = Zendesk takes no files of this type
left-out-malware = a virus scan found something in it
left-out-no_room = no room left
left-out-changed = what came is not what Slack announced
left-out-refused = refused
left-out-trouble = it could not be fetched or handed over in several tries
left-out-unwanted = left in Slack, as chosen in the form
# $kinds are those that follow, joined by commas.
masked = Masked before it went to Zendesk: { $kinds }
masked-api_key = an API key
masked-token = a token
masked-private_key = a private key
masked-password = a password
masked-card_number = a card number
masked-iban = an IBAN
masked-secret = a secret

## Buttons

button-take = Take it
button-working = Working on it
button-waiting = Waiting
button-resolve = Resolve
button-give_back = Give it back
button-dismiss = Dismiss
button-reopen = Reopen
button-create = Create ticket
button-details = Complete the details
button-fields = Fill in
button-comment = Add a comment
# What a screen reader says of a button: $action is its label.
button-aloud = { $action }, { $number }

## What comes from Zendesk into a thread

somebody-in-zendesk = Somebody in Zendesk
comment-without-words = (a comment without words)
# $number is the question's, $ticket a link.
note-head = Note on { $number } in Zendesk { $ticket }
# $why is one of those that follow.
file-stayed = The file “{ $name }” is not shown here: { $why }. It is in Zendesk #{ $ticket }.
file-stayed-external = it is a link to elsewhere
file-stayed-deleted = it was deleted
file-stayed-hidden = Slack hides it
file-stayed-no_access = the helpdesk may not read it
file-stayed-elsewhere = it lies where the helpdesk does not ask
file-stayed-too_big = it is too large
file-stayed-empty = it is empty
file-stayed-type = Slack takes no files of this type here
file-stayed-malware = a virus scan found something in it
file-stayed-no_room = the workspace's storage is full
file-stayed-changed = it is not what was announced
file-stayed-refused = Slack does not take it
file-stayed-trouble = it did not come through
file-stayed-unwanted = it was not wanted

## Sentences said in private

not-set-up = Zendesk is *not set up* for this helpdesk, so no ticket can be made. Reactions work as always.
has-ticket = This question has a Zendesk ticket already: { $ticket }
has-ticket-soon = This question has a Zendesk ticket already. Its link will be here in a moment.
notice-details = { $number } is the Zendesk ticket { $ticket } now. Its priority, group and more can be added.
notice-fields = { $number } is not yet solved in Zendesk { $ticket }. { $why }
notice-not-a-responder = Thank you! Only the people who answer in this channel change the state of a question by a reaction or button, so yours changes nothing here.
notice-outside = Thank you! Guests and people of other workspaces can't change the state of a question, so your reaction or button changes nothing here.
notice-on-a-reply = Reactions count on the first message of a thread. Yours on a reply changes nothing for { $number }: react to its first message.
notice-moved = { $number } was moved to { $channel }. Please go on there: what is written here is copied there, and marks here change nothing.

## How the help was, asked in private

# $question is a link with its number, $answer a face and one of the three words.
satisfaction-question = How was the help with { $question }?
satisfaction-good = Good
satisfaction-fair = So-so
satisfaction-bad = Not good
satisfaction-thanks = Thank you! Your answer: { $answer }. You can change it here.
satisfaction-commented = Your comment is there too.

## What /helpdesk answers

# A list of emoji with the meanings that follow stands between the two sentences.
help-ask = Ask in the channel. The people who answer react to your message:
help-ticket = They make a Zendesk ticket of a question with `/helpdesk ticket`, and its number or link.
meaning-seen = seen
meaning-working = being worked on
meaning-waiting = waiting for an answer
meaning-resolved = resolved
meaning-dismissed = dismissed
meaning-escalate = make a Zendesk ticket of the thread
# How to type the rest of the command.
help-lists = `/helpdesk mine` lists your questions, `/helpdesk open` those of this channel that are not over, `/helpdesk unseen` those that wait for somebody to look or answer.
help-buttons = `/helpdesk take IT-42` does what its button does, and so do `working`, `waiting`, `resolve`, `dismiss`, `give-back` and `reopen`.
help-why = `/helpdesk why IT-42` tells what happened to a question.
help-status = `/helpdesk status` tells people who answer how things stand.
help-duty = `/helpdesk duty` tells who is on duty, `/helpdesk duty monday 9:00` who will be, and `/helpdesk duty swap @person` hands your duty over.
help-route = `/helpdesk route my VPN is down` tells who such a question would go to.
help-stats = `/helpdesk stats` sends you the figures of your channels, with a picture: `/helpdesk stats last month`, `/helpdesk stats #channel 7d`.
help-move = `/helpdesk move IT-42 #channel` moves a question to another help channel.
no-open-question = No question without a ticket is open here. Name one: `/helpdesk ticket IT-42`, or its link.
no-such-question = There is no question “{ $name }” here. Name it by its number, such as IT-42, or by its link.
# $question is a link to a question, or its number.
command-will-working = { $question } will be marked as being worked on in a moment.
command-will-waiting = { $question } will be marked as waiting in a moment.
command-will-resolve = { $question } will be resolved in a moment.
command-will-reopen = { $question } will be open again in a moment.
command-will-take = { $question } will be yours in a moment.
command-will-give_back = { $question } will be free for others in a moment.
command-will-dismiss = { $question } will be dismissed in a moment.
command-already = There is nothing to change:
command-yours-by-mark = You have it by a reaction. Take that off to give the question back:
command-move-how = Name a question and a help channel: `/helpdesk move IT-42 #channel`
# $channels are links to help channels.
command-move-where = A question can only be moved to another help channel: { $channels }
command-move-nowhere = There is no other help channel to move a question to.
# $question is a link.
command-move-over = { $question } is over. Reopen it first.
command-will-move = { $question } is being moved to { $channel }.
command-not-a-responder = Only the people who answer in the channel of a question can do that.
command-unsure = Slack does not say right now what you may do here. Please try again in a moment.
command-nowhere = You don't answer questions in any channel. In a help channel this lists its open questions; `/helpdesk mine` lists yours anywhere.
command-name-one = Name the question: `/helpdesk { $command } IT-42`, its link, or zendesk:123.
# $near is the command that was probably meant.
command-unknown = There is no command “{ $word }”. Did you mean `/helpdesk { $near }`?
command-unknown-word = There is no command “{ $word }”.

## Questions in a list

# $since is a time, as in “yesterday at 10:15”.
list-line = { $question } { $subject } · { $state }, { $since }
list-no-subject = (no words)
list-asked = { $questions ->
    [one] Your open question
   *[other] Your { $questions } open questions
}
list-taken = { $questions ->
    [one] One question you have taken
   *[other] { $questions } questions you have taken
}
list-ended = Your questions that were closed last
list-open = { $questions ->
    [one] { $questions } open question
   *[other] { $questions } open questions
}
list-more = … and { $more } more
list-nothing-of-yours = You have no questions.
list-no-open = No question is open.
list-no-unseen = Every question has been looked at, nobody waits for an answer, and nothing is overdue.

## Lists of what is left aside

# $channel is a link to the help channel.
aside-head = Left aside in { $channel }:
aside-overdue = { $questions ->
    [one] { $questions } question that is overdue
   *[other] { $questions } questions that are overdue
}
aside-unseen = { $questions ->
    [one] { $questions } question nobody has looked at
   *[other] { $questions } questions nobody has looked at
}
aside-unanswered = { $questions ->
    [one] { $questions } question whose requester waits for an answer
   *[other] { $questions } questions whose requester waits for an answer
}
# Hours and minutes of working time since it waits.
aside-age = { $hours ->
    [0] waiting { $minutes } min of working time
   *[other] waiting { $hours } h { $minutes } min of working time
}
aside-late = { $hours ->
    [0] late by { $minutes } min of working time
   *[other] late by { $hours } h { $minutes } min of working time
}

## Questions that nothing happens to

# $days is a number of working days, $next and $person are people, $question is a link, $channel too.
idle-released = { $days ->
    [one] Nobody has this question any more: nothing was done for a working day. Whoever takes it now reacts as usual; an old reaction has to be taken off and put on again.
   *[other] Nobody has this question any more: nothing was done for { $days } working days. Whoever takes it now reacts as usual; an old reaction has to be taken off and put on again.
}
idle-released-next = { $days ->
    [one] { $person }, this question is yours now: nothing was done for a working day by who had it.
   *[other] { $person }, this question is yours now: nothing was done for { $days } working days by who had it.
}
idle-released-person = { $days ->
    [one] { $question } in { $channel } is not yours any more: nothing was done for a working day. To take it again, take your reaction off and put it on anew, or press “Take it”.
   *[other] { $question } in { $channel } is not yours any more: nothing was done for { $days } working days. To take it again, take your reaction off and put it on anew, or press “Take it”.
}
idle-reminded = { $person }, this waits for you. Do you still need help? A word here is enough.
idle-reminded-last = { $days ->
    [one] { $person }, this waits for you. Do you still need help? Without a word here it will be resolved in a working day.
   *[other] { $person }, this waits for you. Do you still need help? Without a word here it will be resolved in { $days } working days.
}
idle-resolved = { $person }, nothing was heard for a while, so this is resolved. A reply here opens it again.

## How things stand

status-state = { $state }: { $questions }
# $side is Slack or Zendesk, $when a time or sync-never.
sync-heard = Last heard of { $side }: { $when }
sync-never = never
sync-waits = What waits longest has waited { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
sync-nothing-waits = Nothing waits.
sync-given-up = :warning: { $things ->
    [one] { $things } thing was given up
   *[other] { $things } things were given up
}. People who run the helpdesk see them with `helpdesk failed list`.
sync-nothing-given-up = Nothing was given up.
## The app's Home; headings, each with how many there are

home-taken = Yours ({ $questions })
home-unseen = Not looked at yet ({ $questions })
home-waiting = Waiting for an answer ({ $questions })
home-ended = Closed last ({ $questions })
home-asked = Asked by you ({ $questions })
home-over = Yours that were closed last ({ $questions })
home-none = None.
home-before = ← Page { $page } of { $pages }
home-after = Page { $page } of { $pages } →
home-channel = Channel
home-every-channel = All channels
home-unsure = Slack does not say right now in which channels you answer. Open this again in a moment.

## What happened to a question; a time stands before each, and often a state after it

# $who is a person or “somebody”, $emoji as in :eyes:, $button a label, $ticket the number of a Zendesk ticket.
why-asked = { $who } asked
why-found = { $who }'s message was found
why-reacted = { $who } reacted with { $emoji }
why-unreacted = { $who } took { $emoji } off
why-button = { $who } chose “{ $button }”
why-escalated = { $who } asked for a Zendesk ticket
why-details = { $who } filled in more for Zendesk
why-replied = { $who } wrote in the thread
why-zendesk = changed in Zendesk { $ticket }
why-zendesk-opened = Zendesk { $ticket } was made
why-zendesk-followed = goes on in Zendesk { $ticket }
why-zendesk-gone = Zendesk { $ticket } was deleted there
why-deleted = the message was deleted
why-moved = { $who } moved it here
why-released = { $who } has it no more: nothing was done
why-reminded = the person who asked was reminded
why-idle-resolved = resolved, since nobody answered
why-rebuilt = read anew from Slack and Zendesk
why-otherwise = changed
why-earlier = … after { $more } earlier changes

## Forms: titles and buttons of windows have at most 24 characters

form-create-title = Create ticket
form-details-title = Ticket details
form-fields-title = Missing details
form-comment-title = Your comment
form-comment = What should we know?
form-create = Create ticket
form-save = Save
form-cancel = Cancel
form-close = Close
form-subject = Subject
form-requester = Who asks
form-priority = Priority
form-type = Type
form-group = Group
form-form = Form
form-replies = Later replies are
form-include = The ticket begins with
form-yes = Yes
priority-low = Low
priority-normal = Normal
priority-high = High
priority-urgent = Urgent
type-question = Question
type-incident = Incident
type-problem = Problem
type-task = Task
replies-public = public comments
replies-internal = internal notes
include-thread = the whole thread
include-files = its files

## Forms: sentences beside the fields

form-link-follows = The ticket's link appears in the thread.
form-zendesk-away = Zendesk's groups and fields can't be offered right now. They can be filled in later.
form-still-wanted = Zendesk solves this ticket when these are filled in.
form-fill-in-there = Zendesk's fields can't be offered right now. Please fill them in there: { $ticket }

## Forms: why there is none

form-not-a-help-channel = This channel is not one of the helpdesk's. Tickets are made from messages in a help channel.
form-not-in-channel = The helpdesk is not in this channel and can't read it. Invite it with `/invite`, then try again.
form-being-made = The Zendesk ticket of this question is being made. Its link appears in the thread.
form-no-ticket = This question has no Zendesk ticket, so there is nothing to fill in.
form-closed = The Zendesk ticket of this question is closed, so nothing can be filled in there any more.
form-nothing-missing = Nothing is missing any more in the Zendesk ticket of this question.

## Forms: what is wrong with what was filled in

fault-no-subject = Please say in a few words what it is about.
fault-subject-too-long = At most { $most } characters, please: this has { $length }.
fault-required = Zendesk needs this, please fill it in.
fault-not-whole = Please give a whole number, such as 42.
fault-not-a-number = Please give a number, such as 1.5.
fault-not-a-day = Please give a day, such as 2026-11-22.
fault-too-long = At most { $most } characters, please.

## What responders read when something was given up

# $question is a link, $what one or several of the doing-… joined by commas, $why whole sentences.
given-up = Given up for { $question }: { $what }. { $why }
given-up-no-number = a question
given-up-operators = `helpdesk failed show { $which }` says more, `helpdesk failed retry { $which }` tries again.
given-up-others = The people who run the helpdesk can have it tried again.
doing-open = making its Zendesk ticket
doing-follow-up = making its follow-up ticket in Zendesk
doing-follow = following its ticket that was merged in Zendesk
doing-read = reading its Zendesk ticket
doing-update = changing its Zendesk ticket
doing-tell = copying a message to Zendesk
doing-comment = showing a comment of Zendesk's
doing-share = showing a file of Zendesk's
doing-hide = deleting a comment that was taken back in Zendesk
doing-unshare = deleting a file that was taken back in Zendesk
doing-look-up = reading the message somebody reacted to
doing-post = posting the status message
doing-edit = editing the status message
doing-react = showing the state by a reaction of the helpdesk's own
doing-unreact = taking off a reaction of the helpdesk's own
doing-notice = telling somebody something in private
doing-warn = telling responders what was given up
doing-ask = asking how the help was
doing-thank = saying thanks for the answer to how the help was
doing-promise = reminding somebody of a promise
doing-snooze = showing until when no reminder comes
doing-idle = telling people that nothing happened to the question
doing-find-route = finding out who the question is for
doing-pass-on = passing the question on to another channel
doing-tell-route = telling whom the question is for
doing-move = moving the question to another channel
doing-tell-moved = telling where the question was moved
doing-relay = copying what was written in the thread that a question left
doing-renew-moved = showing an edit of the question in the channel it was moved to

## The daily self-check, told where agents read

self-check-wrong = The self-check found something wrong:
self-check-still-wrong = The self-check still finds this wrong:
self-check-well = All is well again: the self-check finds nothing wrong.

## Why something did not work

# The English of these stands in code, logs and records too: what was said in English is known again by it.
reason-zendesk-slow-down = Zendesk asks to slow down
reason-zendesk-away = Zendesk can't be reached
reason-zendesk-no-answer = Zendesk's answer was lost on the way
reason-zendesk-broken = Zendesk has trouble of its own
reason-zendesk-collision = Zendesk was writing to the same record
reason-zendesk-changed = the Zendesk ticket was changed at the same moment
reason-zendesk-unreadable = Zendesk answered something unreadable: is HELPDESK_ZENDESK_URL the account's own address?
reason-zendesk-elsewhere = Zendesk answered with another address: is HELPDESK_ZENDESK_URL the account's own address?
reason-zendesk-still-opening = Zendesk is still making this ticket
reason-zendesk-not-there = Zendesk has no such record
reason-zendesk-no-such-route = this Zendesk account doesn't know this call
# $names are the settings that hold the login.
reason-zendesk-login = Zendesk doesn't accept the helpdesk's login: check { $names }
# $reason is what Zendesk said.
reason-zendesk-not-allowed-because = Zendesk doesn't allow the helpdesk's own user to do this ({ $reason }): check its role
reason-zendesk-not-allowed = Zendesk doesn't allow the helpdesk's own user to do this: check its role
reason-zendesk-refused-status = Zendesk refused it: status { $status }
reason-zendesk-refused = Zendesk refused it: { $reason }
# $fields are titles of ticket fields in quotes.
reason-zendesk-fields = Zendesk needs { $fields } filled in before this ticket can be solved
reason-not-set-up = Zendesk is not set up.
reason-slack-slow-down = Slack asks us to slow down.
reason-slack-away = Slack can't be reached.
reason-slack-broken = Slack has trouble of its own.
reason-slack-slow-file = Slack is slow to send a file.
reason-slack-not-in-channel = The helpdesk is not in this channel: invite it with /invite.
reason-slack-channel-unseen = The helpdesk can't see this channel: invite it with /invite.
reason-slack-archived = This channel is archived.
reason-slack-scope = The Slack app lacks a permission: install it again with the scopes of `helpdesk manifest`.
reason-slack-refused = Slack answered “{ $error }”.
reason-no-agents-channel = There is no channel where agents alone read.
reason-on-its-way = This question is still on its way here from another channel.
reason-file-again = A file would have to be fetched again.
reason-file-short = A file ended too early.
reason-file-stayed = A file can't be copied ({ $why }).
reason-own-error = The helpdesk had an error of its own; it is in its log.
reason-too-many-calls = Too many calls at once: this one waits for its turn.
reason-newer-record = A newer version of the helpdesk wrote this record, and only that version can go on with it.
reason-not-kept = The reason is not kept any more.

## The daily summary of shadow mode

# A list of what would have been done stands below. $channel is a link.
shadow-head = In { $channel }, which is in shadow mode, nothing was written. Since the last summary the helpdesk would have done this:
shadow-asked = { $count ->
    [one] one question was asked
   *[other] { $count } questions were asked
}
shadow-open = { $count ->
    [one] made one Zendesk ticket
   *[other] made { $count } Zendesk tickets
}
shadow-update = { $count ->
    [one] changed a Zendesk ticket once
   *[other] changed Zendesk tickets { $count } times
}
shadow-tell = { $count ->
    [one] copied one message to Zendesk
   *[other] copied { $count } messages to Zendesk
}
shadow-status = { $count ->
    [one] posted or edited one status message
   *[other] posted or edited status messages { $count } times
}
shadow-react = { $count ->
    [one] put on or taken off one reaction of its own
   *[other] put on or taken off { $count } reactions of its own
}
shadow-private = { $count ->
    [one] told one person something in private
   *[other] told people something in private { $count } times
}
shadow-ask = { $count ->
    [one] asked one person how the help was
   *[other] asked { $count } people how the help was
}
shadow-warn = { $count ->
    [one] warned responders once
   *[other] warned responders { $count } times
}
shadow-idle = { $count ->
    [one] saw to one question that nothing happened to
   *[other] saw { $count } times to questions that nothing happened to
}
shadow-promise = { $count ->
    [one] reminded once of a promise
   *[other] reminded { $count } times of a promise
}
shadow-route = { $count ->
    [one] told once whom a question is for
   *[other] told { $count } times whom a question is for
}
shadow-show = { $count ->
    [one] shown or hidden one thing of Zendesk's in a thread
   *[other] shown or hidden { $count } things of Zendesk's in threads
}

## Who is on duty

# $what is one of the two that follow.
duty-of = On duty for { $team }
duty-second = Second level
# $people and $then are people, $until a moment.
duty-until = { $what }: { $people }, until { $until }.
duty-open = { $what }: { $people }.
duty-then = Next: { $then }.
duty-nobody-until = { $what }: nobody until { $until }; next is { $then }.
duty-nobody = { $what }: nobody, and nobody is planned.
duty-unknown = { $what }: not known yet, because the place where it is kept has not answered so far.
# $ago is one of those that follow.
duty-old = This is as it was { $ago } ago: the place where it is kept does not answer.
ago-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
ago-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
ago-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duty-at = When: { $when }
duty-not-set-up = No duty is set up for this helpdesk.
duty-unread = “{ $text }” is neither a team nor a moment. Say for example `/helpdesk duty`, `/helpdesk duty tomorrow 9:00` or `/helpdesk duty monday`. Teams: { $teams }
swap-how = Name one person: `/helpdesk duty swap @person`, or with an end: `/helpdesk duty swap @person until 18:00`.
swap-no-end = It is not known when this duty ends. Say until when: `/helpdesk duty swap @person until 18:00`.
swap-over = That time is over already. Name a later one.
swap-not-yours = Only who is on duty, or who answers in the channels of { $team }, can hand this duty over.
swap-done = { $person } has the duty for { $team } until { $until }, and is told so with what is open.
swap-untold = { $person } has the duty for { $team } until { $until } now, but could not be told. Please tell them yourself.
swap-told = { $by } handed you the duty for { $team }, until { $until }.
swap-open = Open now:
swap-nothing-open = No question is open.

## Routing: who a question is for

# $target mentions a group or a person; $rule is the name of the rule in the configuration.
route-told = { $target }, this looks like one for you (rule “{ $rule }”).
# $channel is a link to it.
route-told-channel = Passed on to { $channel } (rule “{ $rule }”).
# In the other channel. $question is a link, $channel where it was asked.
route-passed-on = { $question } in { $channel } looks like one for you (rule “{ $rule }”).
# $people mentions those on duty.
route-on-duty = No rule fits this question, so it is for who is on duty: { $people }.
# In the channel where agents alone read. $question is a link, $channel where it was asked.
route-nobody-on-duty = { $question } in { $channel } fits no rule, and nobody is on duty.
route-corrected = { $person } passed this on to { $target }.
# The placeholder of a list of groups, people and channels.
route-choose = Pass on to somebody else
# What /helpdesk route answers.
route-explain = “{ $phrase }” goes to { $target } (rule “{ $rule }”).
route-explain-nobody = “{ $phrase }” fits the rule “{ $rule }”, which tells nobody and is for the Zendesk ticket only.
route-explain-why-only = No other rule fits.
route-explain-why-longer = It comes before “{ $phrase }” (rule “{ $rule }”): its phrase is longer.
route-explain-why-more = It comes before “{ $phrase }” (rule “{ $rule }”): more of its words were said.
route-explain-why-earlier = It comes before “{ $phrase }” (rule “{ $rule }”): it was said earlier.
route-explain-why-order = It comes before “{ $phrase }” (rule “{ $rule }”): its rule stands first.
route-explain-none = No rule fits.
# After route-explain-none, where a channel has a duty; who has it now follows in lines of their own.
route-explain-duty = It goes to who is on duty. While nobody is, it is left as it is.
route-explain-duty-agents = It goes to who is on duty. While nobody is, the agents are told.
route-explain-no-rules = This channel has no routing rules.
route-explain-usage = Write what somebody might ask after it: `/helpdesk route my VPN is down`

# A warning in private or where agents read: $question is a link, $when by when it was promised.
promise-warning-seen = Nobody has seen { $question } yet. Promised by { $when }.
promise-warning-answered = { $question } has no answer yet. Promised by { $when }.
promise-warning-resolved = { $question } is not resolved yet. Promised by { $when }.
promise-nobody-has-it = Nobody has it yet.
promise-paused = { $person } wants no reminder of { $question } before { $when }.
snooze-hour = Remind me in an hour
snooze-day = Remind me next working day
snooze-week = Remind me in a week

## Figures

# Both days are written as 2026-11-30.
stats-head = { $channels }: { $questions ->
    [0] no question was
    [one] one question was
   *[other] { $questions } questions were
} asked from { $start } to { $end }.
stats-channels = { $count } channels
stats-state-new = New
stats-state-seen = Seen
stats-state-working = In work
stats-state-waiting = Waiting
stats-state-resolved = Resolved
stats-state-dismissed = Dismissed
# Above lines such as “Resolved (12 questions): half within 2 h, nine of ten within 1 d”.
stats-times = How long it took
stats-until-seen = First seen
stats-until-working = In work
stats-until-answered = First answer
stats-until-resolved = Resolved
stats-line = { $what } ({ $count ->
    [one] one question
   *[other] { $count } questions
}): { $times }
stats-line-none = { $what }: none so far
stats-median-of = half within { $median }
stats-p90-of = nine of ten within { $p90 }
# $times are the same two figures once more.
stats-in-hours = in working hours { $times }
stats-few = For fewer than { $count } questions only the half is told.
stats-topics = By topic
stats-topic = { $topic }: { $questions ->
    [one] one question
   *[other] { $questions } questions
}
stats-corrected = { $questions ->
    [one] one of them passed on by somebody
   *[other] { $questions } of them passed on by somebody
}
stats-half-answered = half answered within { $median }
stats-half-resolved = half resolved within { $median }
stats-topic-none = No rule fits
stats-topics-other = Other topics: { $questions ->
    [one] one question
   *[other] { $questions } questions
}
# How long something lasted: “2 d 3 h”, “3 h 20 min”.
stats-lasting-days = { $count } d
stats-lasting-hours = { $count } h
stats-lasting-minutes = { $count } min
stats-moment = 1 min
# In the picture.
stats-half = Half within
stats-nine = Nine of ten within
stats-picture = How long it took (questions)
stats-by-state = Questions by state
stats-by-topic = Questions by topic
# What /helpdesk stats answers at once.
stats-coming = The figures come in a direct message in a moment.
stats-failed = The figures you asked for with `/helpdesk stats` could not be sent. Please ask for them again.
stats-unread = “{ $text }” is neither one of your channels nor a period. Say for example `/helpdesk stats`, `/helpdesk stats 7d`, `/helpdesk stats last month` or `/helpdesk stats #channel this week`.
stats-not-yours = Only who answers in a channel can see its figures.
## A question moves to another channel

# The first line of its message in the other channel. $person asked, $mover moved it, $link is where it was asked.
moved-here = { $number } · { $person } asked this in { $channel }, and { $mover } moved it here. <{ $link }|The thread so far>
# In the thread that was left. $question is a link.
moved-away = { $person } moved this to { $channel }. It goes on there: { $question }
# Below words that were copied from the thread that was left. $link is an address, $files are names.
relayed = Written <{ $link }|in the thread this came from>
relayed-files = Written <{ $link }|in the thread this came from>, with { $files }
# In place of words that began with a lock.
relayed-internal = A note for agents alone was written <{ $link }|in the thread this came from>.
