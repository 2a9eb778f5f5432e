"""The web's news, politely: feeds and the pages they link, kept as raw bytes with a journal."""
