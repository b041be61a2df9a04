"""Files that live in the database: uploads and the PDFs of sent quotes."""
