"""What a token can be, in English and Indonesian; the provider's name completes the label."""

from __future__ import annotations

from waspada.detect.token import What

API_KEY = What("API key", "kunci API")
ADMIN_KEY = What("admin key", "kunci admin")
SECRET_KEY = What("secret key", "kunci rahasia")
TEST_KEY = What("test key", "kunci uji")
ACCESS_KEY = What("access key", "kunci akses")
ACCESS_TOKEN = What("access token", "token akses")
PERSONAL_TOKEN = What("personal access token", "token akses pribadi")
SERVICE_TOKEN = What("service token", "token layanan")
REFRESH_TOKEN = What("refresh token", "token penyegar")
SESSION_TOKEN = What("session token", "token sesi")
OAUTH_TOKEN = What("OAuth token", "token OAuth")
CLIENT_SECRET = What("client secret", "rahasia klien")
APP_PASSWORD = What("app password", "kata sandi aplikasi")
BOT_TOKEN = What("bot token", "token bot")
WEBHOOK = What("webhook address", "alamat webhook")
SIGNING_SECRET = What("signing secret", "rahasia penanda tangan")
LICENSE_KEY = What("licence key", "kunci lisensi")
PROJECT_TOKEN = What("project token", "token proyek")
DEPLOY_TOKEN = What("deploy token", "token deploy")
STORAGE_KEY = What("storage account key", "kunci akun penyimpanan")
SIGNED_URL = What("signed address", "alamat bertanda tangan")
ENCRYPTION_KEY = What("private key", "kunci pribadi")
PASSWORD = What("password", "kata sandi")
COOKIE = What("session cookie", "kuki sesi")
