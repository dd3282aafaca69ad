"""All that knows .docx: bytes in, plain values out, and back. No Flask, no database."""
