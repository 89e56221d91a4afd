#!/bin/sh
# Pay another paybill.
. "$(dirname "$0")/daraja.sh"
call /mpesa/b2b/v1/paymentrequest "{\"Initiator\":\"$INITIATOR\",\"SecurityCredential\":\"$(security_credential)\",
  \"CommandID\":\"BusinessPayBill\",\"SenderIdentifierType\":\"4\",\"RecieverIdentifierType\":\"4\",\"Amount\":\"2350\",
  \"PartyA\":\"600979\",\"PartyB\":\"600000\",\"AccountReference\":\"PO-7731\",\"Remarks\":\"Supplies\",$(results)}"
