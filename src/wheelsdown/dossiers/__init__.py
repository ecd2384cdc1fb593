"""What leaves the house: rows as JSON, CSV, Parquet and GeoJSON, in words that may be used."""
