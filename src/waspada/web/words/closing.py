"""The closing report's page."""

WORDS = {
    "html": ("Download as a page", "Unduh sebagai halaman"),
    "text": ("Download as text", "Unduh sebagai teks"),
}
