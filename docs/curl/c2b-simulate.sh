#!/bin/sh
# A customer pays by the menu (sandbox and simulator only).
. "$(dirname "$0")/daraja.sh"
call /mpesa/c2b/v2/simulate "{\"ShortCode\":600984,\"CommandID\":\"CustomerPayBillOnline\",\"Amount\":150,
  \"Msisdn\":$PHONE,\"BillRefNumber\":\"INV-20418\"}"
