"""The desk where what residents are shown is put into their languages: words, signed clips and sounds."""
