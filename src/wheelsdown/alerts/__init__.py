"""Tell people of what they asked to be told of: rules, events, care, a log, and ways to send (docs: watch).

``rules`` says what is asked, ``visit_events``, ``flight_events``, ``live_events`` and ``feed_events`` find
it, ``careful`` leaves out what is never sent, ``log`` keeps what was said and what was delivered, and
``webhook`` and ``mail`` send it.
"""
