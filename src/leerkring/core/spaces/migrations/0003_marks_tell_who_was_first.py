from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("spaces", "0002_rules_and_invite_links"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="space",
            name="version",
        ),
    ]
