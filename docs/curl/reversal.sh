#!/bin/sh
# Give a customer's payment back. Usage: reversal.sh RECEIPT AMOUNT
. "$(dirname "$0")/daraja.sh"
call /mpesa/reversal/v1/request "{\"Initiator\":\"$INITIATOR\",\"SecurityCredential\":\"$(security_credential)\",
  \"CommandID\":\"TransactionReversal\",\"TransactionID\":\"$1\",\"Amount\":\"$2\",\"ReceiverParty\":\"$PAYBILL\",
  \"RecieverIdentifierType\":\"11\",$(results),\"Remarks\":\"Order cancelled\"}"
