#!/bin/sh
# An access token, with what the endpoint says about it.
. "$(dirname "$0")/daraja.sh"
curl -sS -u "$CONSUMER_KEY:$CONSUMER_SECRET" "$BASE_URL/oauth/v1/generate?grant_type=client_credentials"
