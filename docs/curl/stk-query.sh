#!/bin/sh
# What became of a push. Usage: stk-query.sh CHECKOUT_REQUEST_ID
. "$(dirname "$0")/daraja.sh"
now=$(stamp)
call /mpesa/stkpushquery/v1/query "{\"BusinessShortCode\":$PAYBILL,\"Password\":\"$(password "$now")\",
  \"Timestamp\":\"$now\",\"CheckoutRequestID\":\"$1\"}"
