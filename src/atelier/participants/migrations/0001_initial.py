
import atelier.participants.inviting.models
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ateliers', '0004_voices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('organisation', models.CharField(blank=True, max_length=160, verbose_name='organisation')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='function')),
                ('college', models.CharField(choices=[('elected', 'Elected members'), ('technical', 'Technical officers of local authorities'), ('state', 'State services'), ('economic', 'Businesses and economic actors'), ('civil', 'Associations and civil society'), ('bearer', 'Project holders'), ('inhabitant', 'Inhabitants and people who use the place'), ('team', 'Multidisciplinary team')], max_length=12, verbose_name='college')),
                ('sub_kind', models.CharField(blank=True, max_length=30, verbose_name='sub-kind')),
                ('discipline', models.CharField(blank=True, max_length=30, verbose_name='discipline')),
                ('commune', models.CharField(blank=True, max_length=5, verbose_name='commune')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='ateliers.atelier')),
            ],
            options={
                'ordering': ('name', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('data', 'Personal data'), ('image', 'Image')], max_length=8)),
                ('is_given', models.BooleanField()),
                ('version', models.CharField(max_length=12)),
                ('words', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('heard_by', models.CharField(max_length=60)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='participants.contact')),
            ],
            options={
                'ordering': ('said_at', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ExpectedCollege',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('college', models.CharField(choices=[('elected', 'Elected members'), ('technical', 'Technical officers of local authorities'), ('state', 'State services'), ('economic', 'Businesses and economic actors'), ('civil', 'Associations and civil society'), ('bearer', 'Project holders'), ('inhabitant', 'Inhabitants and people who use the place'), ('team', 'Multidisciplinary team')], max_length=12, verbose_name='college')),
                ('count', models.PositiveSmallIntegerField(verbose_name='people hoped for')),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expected_colleges', to='ateliers.atelier')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ExpectedCommune',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=5)),
                ('name', models.CharField(max_length=80)),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expected_communes', to='ateliers.atelier')),
            ],
            options={
                'ordering': ('name', 'code'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('starts_at', models.DateTimeField(verbose_name='beginning')),
                ('ends_at', models.DateTimeField(verbose_name='end')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='place')),
                ('door', models.CharField(default=atelier.participants.inviting.models.new_door, max_length=12, unique=True)),
                ('is_door_open', models.BooleanField(default=False)),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gatherings', to='ateliers.atelier')),
                ('workshop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gatherings', to='ateliers.workshop')),
            ],
            options={
                'ordering': ('starts_at', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('college', models.CharField(choices=[('elected', 'Elected members'), ('technical', 'Technical officers of local authorities'), ('state', 'State services'), ('economic', 'Businesses and economic actors'), ('civil', 'Associations and civil society'), ('bearer', 'Project holders'), ('inhabitant', 'Inhabitants and people who use the place'), ('team', 'Multidisciplinary team')], max_length=12)),
                ('commune', models.CharField(blank=True, max_length=5)),
                ('is_here', models.BooleanField(default=True)),
                ('way', models.CharField(choices=[('list', 'On the list'), ('badge', 'By badge'), ('door', 'At the door, by oneself')], default='list', max_length=6)),
                ('noted_at', models.DateTimeField()),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attendances', to='participants.contact')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='participants.gathering')),
            ],
            options={
                'ordering': ('noted_at', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('key', models.CharField(default=atelier.participants.inviting.models.new_key, max_length=32, unique=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('answer', models.CharField(blank=True, choices=[('', 'No answer yet'), ('yes', 'Comes'), ('maybe', 'Perhaps'), ('no', 'Does not come')], default='', max_length=6, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('instead', models.CharField(blank=True, max_length=120, verbose_name='who comes instead')),
                ('access', models.CharField(blank=True, max_length=200, verbose_name='access')),
                ('diet', models.CharField(blank=True, max_length=200, verbose_name='meal')),
                ('transport', models.CharField(blank=True, max_length=200, verbose_name='transport')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='participants.contact')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='participants.gathering')),
            ],
            options={
                'ordering': ('contact__name', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('reminder', 'Reminder')], max_length=12)),
                ('subject', models.CharField(max_length=150, verbose_name='subject')),
                ('text', models.TextField(max_length=5000, verbose_name='text')),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_templates', to='ateliers.atelier')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SeatingTable',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('chairs', models.PositiveSmallIntegerField(verbose_name='chairs')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seating_tables', to='participants.gathering')),
            ],
            options={
                'ordering': ('ordinal', 'id'),
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SeatingPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('is_locked', models.BooleanField(default=False)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seating_places', to='participants.contact')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seating_places', to='participants.gathering')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='participants.seatingtable')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['atelier', 'college'], name='contact_college'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('atelier', 'email'), name='one_contact_an_address'),
        ),
        migrations.AddConstraint(
            model_name='expectedcollege',
            constraint=models.UniqueConstraint(fields=('atelier', 'college'), name='college_expected_once'),
        ),
        migrations.AddConstraint(
            model_name='expectedcommune',
            constraint=models.UniqueConstraint(fields=('atelier', 'code'), name='commune_expected_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('gathering', 'contact'), name='came_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('gathering', 'contact'), name='invited_once'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(fields=('atelier', 'kind'), name='one_template_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='seatingplace',
            constraint=models.UniqueConstraint(fields=('gathering', 'contact'), name='one_place_a_person'),
        ),
    ]
