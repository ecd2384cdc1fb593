"""Get raw data from public sites, politely; what every request gave is written down."""
