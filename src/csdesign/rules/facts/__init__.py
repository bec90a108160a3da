"""Facts that several rules need: owners, holders, pay, hand-offs, contacts."""
