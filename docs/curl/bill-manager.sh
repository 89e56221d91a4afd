#!/bin/sh
# Register as a biller and send an invoice.
. "$(dirname "$0")/daraja.sh"
call /v1/billmanager-invoice/optin "{\"shortcode\":\"$PAYBILL\",\"email\":\"billing@example.co.ke\",
  \"officialContact\":\"0711000000\",\"sendReminders\":\"1\",\"logo\":\"\",\"callbackurl\":\"$CALLBACK_URL\"}"
