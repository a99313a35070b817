from django.db import migrations

# Room in each page, so that a note beside the words is kept there and no index hears of it.
_ROOM = "ALTER TABLE discover_indexrow SET (fillfactor = 75)"
_NO_ROOM = "ALTER TABLE discover_indexrow RESET (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("discover", "0002_quick_lookups")]

    operations = [
        migrations.RemoveIndex("indexrow", "index_to_understand"),
        migrations.RunSQL(_ROOM, _NO_ROOM),
    ]
