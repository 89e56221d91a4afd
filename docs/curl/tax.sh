#!/bin/sh
# Pay tax to the revenue authority.
. "$(dirname "$0")/daraja.sh"
call /mpesa/b2b/v1/remittax "{\"Initiator\":\"$INITIATOR\",\"SecurityCredential\":\"$(security_credential)\",
  \"CommandID\":\"PayTaxToKRA\",\"SenderIdentifierType\":\"4\",\"RecieverIdentifierType\":\"4\",\"Amount\":\"18400\",
  \"PartyA\":\"600979\",\"PartyB\":\"572572\",\"AccountReference\":\"PRN8842XN\",\"Remarks\":\"VAT\",$(results)}"
