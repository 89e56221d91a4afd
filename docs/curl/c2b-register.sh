#!/bin/sh
# Where payments by menu are reported.
. "$(dirname "$0")/daraja.sh"
call /mpesa/c2b/v2/registerurl "{\"ShortCode\":\"600984\",\"ResponseType\":\"Completed\",
  \"ConfirmationURL\":\"$CALLBACK_URL\",\"ValidationURL\":\"$CALLBACK_URL\"}"
