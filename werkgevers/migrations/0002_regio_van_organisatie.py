from django.db import migrations

# A leerbedrijf lies in the regio of its organisatie, whichever of the two rows is written: a foreign key on both columns.
# MATCH SIMPLE lets a row with a null through, but `regio_id` of a leerbedrijf is never null.
FORWARD = """
CREATE UNIQUE INDEX organisatie_met_regio ON accounts_organisatie (id, regio_id);
ALTER TABLE werkgevers_leerbedrijf ADD CONSTRAINT leerbedrijf_regio_van_organisatie
    FOREIGN KEY (organisatie_id, regio_id) REFERENCES accounts_organisatie (id, regio_id) DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARD = """
ALTER TABLE werkgevers_leerbedrijf DROP CONSTRAINT leerbedrijf_regio_van_organisatie;
DROP INDEX organisatie_met_regio;
"""


class Migration(migrations.Migration):
    dependencies = [("werkgevers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
