"""Words for the way to the service and for who you are (codes ``net.*`` and ``auth.*``)."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

PROBLEMS: Table = {
    "net.unreachable": Entry(
        QT_TRANSLATE_NOOP("Problem", "No connection"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud cannot be reached right now."),
        QT_TRANSLATE_NOOP("Problem", "Check your internet connection. It goes on by itself when the network is back."),
    ),
    "net.name": Entry(
        QT_TRANSLATE_NOOP("Problem", "No connection"),
        QT_TRANSLATE_NOOP("Problem", "The address {host} cannot be found."),
        QT_TRANSLATE_NOOP("Problem", "Check your internet connection. It goes on by itself when the network is back."),
        bare=QT_TRANSLATE_NOOP("Problem", "The address of Huawei Cloud cannot be found."),
    ),
    "net.proxy": Entry(
        QT_TRANSLATE_NOOP("Problem", "The proxy does not answer"),
        QT_TRANSLATE_NOOP("Problem", "Your network uses a proxy, and the proxy cannot be reached."),
        QT_TRANSLATE_NOOP("Problem", "Ask whoever looks after your network, or use another network."),
    ),
    "net.proxy_password": Entry(
        QT_TRANSLATE_NOOP("Problem", "The proxy wants a password"),
        QT_TRANSLATE_NOOP("Problem", "Your network's proxy lets nobody through without a user name and password."),
        QT_TRANSLATE_NOOP("Problem", "Enter them in this computer's network settings, then try again."),
    ),
    "net.tls": Entry(
        QT_TRANSLATE_NOOP("Problem", "The connection is not safe"),
        QT_TRANSLATE_NOOP(
            "Problem", "{host} could not prove who it is, so nothing was sent. Someone may be listening in."
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Check this computer's date. In a company network, ask for the company's certificate."
        ),
        bare=QT_TRANSLATE_NOOP("Problem", "The other side could not prove who it is, so nothing was sent."),
    ),
    "net.captive_portal": Entry(
        QT_TRANSLATE_NOOP("Problem", "This network wants you to sign in first"),
        QT_TRANSLATE_NOOP("Problem", "Another page answered instead of Huawei Cloud, as hotel and guest networks do."),
        QT_TRANSLATE_NOOP("Problem", "Open any web page, sign in to the network, then try again."),
    ),
    "net.timeout": Entry(
        QT_TRANSLATE_NOOP("Problem", "No answer yet"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud took too long to answer."),
        QT_TRANSLATE_NOOP("Problem", "It is tried again by itself. Nothing is lost."),
    ),
    "net.redirect": Entry(
        QT_TRANSLATE_NOOP("Problem", "Sent to another address"),
        QT_TRANSLATE_NOOP("Problem", "Something on the way wanted to send your data elsewhere. Nothing was sent."),
        QT_TRANSLATE_NOOP("Problem", "Use another network, or ask whoever looks after this one."),
    ),
    "net.insecure_address": Entry(
        QT_TRANSLATE_NOOP("Problem", "That address is not encrypted"),
        QT_TRANSLATE_NOOP("Problem", "The address begins with http. Everybody on the way could read along."),
        QT_TRANSLATE_NOOP("Problem", "Use an address that begins with https."),
    ),
    "net.foreign_upload_address": Entry(
        QT_TRANSLATE_NOOP("Problem", "An unexpected upload address"),
        QT_TRANSLATE_NOOP("Problem", "The files would go to {host}, which is not known as safe. Nothing was sent."),
        QT_TRANSLATE_NOOP("Problem", "If your administrator confirms it, allow it under Speed and hours, More."),
        bare=QT_TRANSLATE_NOOP(
            "Problem", "The upload would go to a place that is not known as safe. Nothing was sent."
        ),
    ),
    "net.answer_lost": Entry(
        QT_TRANSLATE_NOOP("Problem", "The answer got lost"),
        QT_TRANSLATE_NOOP("Problem", "The request went out, but no answer came back."),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud is asked whether it arrived. Nothing is done twice."),
    ),
    "auth.none": Entry(
        QT_TRANSLATE_NOOP("Problem", "You are not signed in"),
        QT_TRANSLATE_NOOP("Problem", "Your Huawei Cloud account is needed for this step."),
        QT_TRANSLATE_NOOP("Problem", "Sign in. Your answers are kept."),
    ),
    "auth.wrong_key": Entry(
        QT_TRANSLATE_NOOP("Problem", "The keys do not match"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud refused the access key and the secret key."),
        QT_TRANSLATE_NOOP("Problem", "Copy both keys again, without spaces. Five wrong tries lock the key."),
    ),
    "auth.unknown_key": Entry(
        QT_TRANSLATE_NOOP("Problem", "This access key is not known"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud does not have this key. It may have been deleted."),
        QT_TRANSLATE_NOOP("Problem", "Check the key, or make a new one in the Huawei Cloud console."),
    ),
    "auth.wrong_site": Entry(
        QT_TRANSLATE_NOOP("Problem", "The account belongs to another site or region"),
        QT_TRANSLATE_NOOP("Problem", "The Chinese and the international site have separate accounts."),
        QT_TRANSLATE_NOOP("Problem", "Choose the region your account belongs to, then sign in again."),
    ),
    "auth.key_locked": Entry(
        QT_TRANSLATE_NOOP("Problem", "The key is locked for a while"),
        QT_TRANSLATE_NOOP("Problem", "After too many wrong tries Huawei Cloud locked it for {minutes} minutes."),
        QT_TRANSLATE_NOOP("Problem", "Wait that long, then sign in again with the right keys."),
        bare=QT_TRANSLATE_NOOP("Problem", "After too many wrong tries Huawei Cloud locked it for some minutes."),
    ),
    "auth.wrong_password": Entry(
        QT_TRANSLATE_NOOP("Problem", "The sign-in was refused"),
        QT_TRANSLATE_NOOP("Problem", "Account, user name or password is wrong."),
        QT_TRANSLATE_NOOP("Problem", "Check all three. The user is an IAM user, not the account itself."),
    ),
    "auth.token_expired": Entry(
        QT_TRANSLATE_NOOP("Problem", "Please sign in again"),
        QT_TRANSLATE_NOOP("Problem", "Your sign-in is no longer valid."),
        QT_TRANSLATE_NOOP("Problem", "Sign in again. It goes on where it stopped."),
    ),
    "auth.clock": Entry(
        QT_TRANSLATE_NOOP("Problem", "This computer's clock is wrong"),
        QT_TRANSLATE_NOOP("Problem", "It is about {minutes} minutes off, so Huawei Cloud refuses what it sends."),
        QT_TRANSLATE_NOOP("Problem", "Set date, time and time zone right, best of all automatically, then try again."),
        bare=QT_TRANSLATE_NOOP("Problem", "Huawei Cloud refuses what it sends."),
    ),
    "auth.forbidden": Entry(
        QT_TRANSLATE_NOOP("Problem", "Your account may not do this"),
        QT_TRANSLATE_NOOP("Problem", "The user you signed in with has no permission for MetaStudio."),
        QT_TRANSLATE_NOOP("Problem", 'Ask your administrator for the permission "MetaStudio FullAccess".'),
    ),
    "auth.region_closed": Entry(
        QT_TRANSLATE_NOOP("Problem", "This region is not open for your account"),
        QT_TRANSLATE_NOOP("Problem", "Your account cannot use the region {region}."),
        QT_TRANSLATE_NOOP("Problem", "Choose another region, or ask your administrator to open this one."),
        bare=QT_TRANSLATE_NOOP("Problem", "Your account cannot use this region."),
    ),
    "auth.wrong_project": Entry(
        QT_TRANSLATE_NOOP("Problem", "The project does not belong to this account"),
        QT_TRANSLATE_NOOP("Problem", "The project ID is from another account or region."),
        QT_TRANSLATE_NOOP("Problem", "Copy the project ID of your region from the console, or leave it empty."),
    ),
    "auth.several_projects": Entry(
        QT_TRANSLATE_NOOP("Problem", "Which project?"),
        QT_TRANSLATE_NOOP("Problem", "Your account has more than one project in this region."),
        QT_TRANSLATE_NOOP("Problem", "Enter the project ID. The console shows it under My Credentials."),
    ),
    "auth.app_user_not_ascii": Entry(
        QT_TRANSLATE_NOOP("Problem", "The app user ID cannot be used"),
        QT_TRANSLATE_NOOP("Problem", "It may hold plain letters, digits and signs only, no Chinese characters."),
        QT_TRANSLATE_NOOP("Problem", "Change the app user ID, or leave it empty."),
    ),
}
