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

## The daily self-check, told where agents read

self-check-wrong = The self-check found something wrong:
self-check-still-wrong = The self-check still finds this wrong:
self-check-well = All is well again: the self-check finds nothing wrong.
