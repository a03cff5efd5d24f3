"""The application without a screen: steps, navigation, the submission saga, and the ports it needs."""
