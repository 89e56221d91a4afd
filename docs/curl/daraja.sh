# What all the scripts here share; each begins with:  . "$(dirname "$0")/daraja.sh"
# Against the simulator nothing needs to be set. Against Safaricom's sandbox set BASE_URL, CONSUMER_KEY,
# CONSUMER_SECRET, CALLBACK_URL (public, https) and CERTIFICATE (the file from the portal).
set -eu

BASE_URL="${BASE_URL:-http://127.0.0.1:8090}"
CONSUMER_KEY="${CONSUMER_KEY:-simulator-key}"
CONSUMER_SECRET="${CONSUMER_SECRET:-simulator-secret}"
PAYBILL="${PAYBILL:-174379}"
PASSKEY="${PASSKEY:-bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919}"
INITIATOR="${INITIATOR:-testapi}"
INITIATOR_PASSWORD="${INITIATOR_PASSWORD:-Safaricom999!*!}"
PHONE="${PHONE:-254712345678}"
CALLBACK_URL="${CALLBACK_URL:-$BASE_URL/shop/callback/0}"

token() {
  curl -sS -u "$CONSUMER_KEY:$CONSUMER_SECRET" "$BASE_URL/oauth/v1/generate?grant_type=client_credentials" |
    sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'
}

# call PATH JSON: prints the answer; fails unless the HTTP status is 200
call() {
  answer=$(curl -sS -w '\n%{http_code}' -X POST "$BASE_URL$1" \
    -H "Authorization: Bearer $(token)" -H 'Content-Type: application/json' -d "$2")
  printf '%s\n' "$answer" | sed '$d'
  [ "$(printf '%s\n' "$answer" | tail -n 1)" = 200 ]
}

# The clock of Nairobi, as Daraja writes it.
stamp() { TZ=EAT-3 date +%Y%m%d%H%M%S; }

# password STAMP: the password of STK push and query
password() { printf '%s%s%s' "$PAYBILL" "$PASSKEY" "$1" | openssl base64 -A; }

# The initiator's password under M-PESA's certificate.
security_credential() {
  certificate="${CERTIFICATE:-}"
  if [ -z "$certificate" ]; then
    certificate=$(mktemp)
    trap 'rm -f "$certificate"' EXIT
    curl -sS "$BASE_URL/simulator/certificate" > "$certificate"
  fi
  key=$(mktemp)
  openssl x509 -in "$certificate" -pubkey -noout > "$key"
  printf '%s' "$INITIATOR_PASSWORD" | openssl pkeyutl -encrypt -pubin -inkey "$key" -pkeyopt rsa_padding_mode:pkcs1 |
    openssl base64 -A
  rm -f "$key"
}

uuid() { openssl rand -hex 16 | sed 's/\(........\)\(....\)\(....\)\(....\)/\1-\2-\3-\4-/'; }

# The two addresses that every command with a result needs.
results() { printf '"QueueTimeOutURL":"%s","ResultURL":"%s"' "$CALLBACK_URL" "$CALLBACK_URL"; }
