from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an account opens by invitation."""

    def is_open_for_signup(self, request) -> bool:
        return False
