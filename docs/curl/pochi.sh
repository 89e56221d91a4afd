#!/bin/sh
# Pay a small trader's Pochi la Biashara.
. "$(dirname "$0")/daraja.sh"
call /mpesa/b2pochi/v1/paymentrequest "{\"OriginatorConversationID\":\"$(uuid)\",\"InitiatorName\":\"$INITIATOR\",
  \"SecurityCredential\":\"$(security_credential)\",\"CommandID\":\"BusinessPayToPochi\",\"Amount\":100,
  \"PartyA\":600992,\"PartyB\":$PHONE,\"Remarks\":\"Supplier 77\",$(results),\"Occassion\":\"Supplies\"}"
