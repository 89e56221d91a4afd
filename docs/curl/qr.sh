#!/bin/sh
# A QR code that pays a paybill.
. "$(dirname "$0")/daraja.sh"
call /mpesa/qrcode/v1/generate "{\"MerchantName\":\"Sample Biller\",\"RefNo\":\"INV-20418\",\"Amount\":150,
  \"TrxCode\":\"PB\",\"CPI\":\"$PAYBILL\",\"Size\":\"300\"}"
