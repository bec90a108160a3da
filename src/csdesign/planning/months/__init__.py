"""The plan month by month: customers, work, people, what waits, and by when to hire.

A month is a plan with that month's customers: each interaction's hours, each role's full-time
person and each queue are those of the year.
"""
