#!/bin/sh
# Ask a phone for money, KES 10 unless told. Usage: stk-push.sh [AMOUNT] [REFERENCE]
. "$(dirname "$0")/daraja.sh"
now=$(stamp)
call /mpesa/stkpush/v1/processrequest "{\"BusinessShortCode\":$PAYBILL,\"Password\":\"$(password "$now")\",
  \"Timestamp\":\"$now\",\"TransactionType\":\"CustomerPayBillOnline\",\"Amount\":${1:-10},\"PartyA\":$PHONE,
  \"PartyB\":$PAYBILL,\"PhoneNumber\":$PHONE,\"CallBackURL\":\"$CALLBACK_URL\",
  \"AccountReference\":\"${2:-INV-20418}\",\"TransactionDesc\":\"Order\"}"
