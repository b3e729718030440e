"""What only the frame and the form templates need."""

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from basis import kleur

register = template.Library()


@register.filter
def merk_css(merk: str) -> SafeString:
    """For the `<style nonce>` block; `kleur.merk_css` lets only #rrggbb through."""
    return mark_safe(kleur.merk_css(merk))


@register.filter
def anchor(field: BoundField) -> str:
    """Where a link in the error summary leads: the input, or the first option of a group."""
    if field.use_fieldset and field.subwidgets:
        return field.subwidgets[0].id_for_label or field.auto_id
    return field.id_for_label or field.auto_id


@register.filter
def error_line(field: BoundField, error: str) -> str:
    """A line of the error summary: which field, then what to do."""
    return f"{field.label} {error}" if str(field.label).endswith(("?", ".", ":")) else f"{field.label}: {error}"


@register.filter
def page_numbers(page: Page) -> list:
    """The numbers around this page, the first and the last, and gaps between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
