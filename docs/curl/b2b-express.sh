#!/bin/sh
# Ask a till's operator to pay another merchant.
. "$(dirname "$0")/daraja.sh"
call /v1/ussdpush/get-msisdn "{\"primaryShortCode\":\"5310962\",\"receiverShortCode\":\"600000\",\"amount\":\"71\",
  \"paymentRef\":\"PO-7731\",\"callbackUrl\":\"$CALLBACK_URL\",\"partnerName\":\"Sample Vendor\",
  \"RequestRefID\":\"$(uuid)\"}"
