#!/bin/sh
# What stands in the accounts of a short code.
. "$(dirname "$0")/daraja.sh"
call /mpesa/accountbalance/v1/query "{\"Initiator\":\"$INITIATOR\",\"SecurityCredential\":\"$(security_credential)\",
  \"CommandID\":\"AccountBalance\",\"PartyA\":\"$PAYBILL\",\"IdentifierType\":\"4\",\"Remarks\":\"Nightly\",$(results)}"
