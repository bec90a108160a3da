"""The work of each role in each segment: hours, queues, books and the people it needs."""
