"""What is shown to whom, and what is never alerted on (docs: care). Pure: rows and pictures in, rows out.

``withholding`` takes the identity from flagged aircraft, ``delays`` lets military movements at watched
places wait, ``pictures`` does both for what flies now, ``rescue`` knows ambulance and rescue flights.
Whatever is not shown is counted.
"""
