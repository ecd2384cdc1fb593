"""Great-circle maths and the index of airfields: no files, no time."""
