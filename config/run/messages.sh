#!/bin/sh
# Renews config/locale: gathers what the code says, and compiles what was translated.
set -eu
command -v msgfmt >/dev/null || {
    echo "gettext is missing: install it (Debian: apt install gettext) and run make messages again." >&2
    exit 1
}
export SECRET_KEY=unused DJANGO_SETTINGS_MODULE=config.settings
mkdir -p config/locale
.venv/bin/python manage.py makemessages --locale zh_Hans --locale en --no-obsolete --add-location file \
    --ignore '.venv/*' --ignore 'tests/*' --ignore 'staticfiles/*'
# English is what the code says, word for word.
english=config/locale/en/LC_MESSAGES/django.po
msgattrib --clear-fuzzy --empty --clear-previous --output-file "$english" "$english"
msgen --output-file "$english" "$english"
# When it was gathered would change with every run.
for catalogue in config/locale/*/LC_MESSAGES/django.po; do
    grep -v '^"POT-Creation-Date: ' "$catalogue" >"$catalogue.new"
    mv "$catalogue.new" "$catalogue"
done
.venv/bin/python manage.py compilemessages --locale zh_Hans --locale en --ignore '.venv/*'
