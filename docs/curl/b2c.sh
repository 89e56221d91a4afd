#!/bin/sh
# Pay a customer. The identifier is yours: the same one is never paid twice.
. "$(dirname "$0")/daraja.sh"
call /mpesa/b2c/v3/paymentrequest "{\"OriginatorConversationID\":\"$(uuid)\",\"InitiatorName\":\"$INITIATOR\",
  \"SecurityCredential\":\"$(security_credential)\",\"CommandID\":\"BusinessPayment\",\"Amount\":100,
  \"PartyA\":600992,\"PartyB\":$PHONE,\"Remarks\":\"Refund 20418\",$(results),\"Occassion\":\"Refund\"}"
