//! The folder a team shares: chosen, allowed again, and what the others' files in it bring.

use leptos::prelude::*;

use crate::browser::folder;
use crate::exchange::team_folder::{Found, Standing};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::Place;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::importing::importing;
use crate::ui::session::session;
use crate::ui::team_folder::{TeamFolder, team_folder};
use crate::ui::words::{isolated, words};

/// All there is to it.
#[component]
pub fn TeamFolderSection() -> impl IntoView {
    let words = words();
    let team = team_folder(session(), importing());
    let failure = move || {
        team.chosen.failure.get().map(|error| {
            let text = words.fill(Key::TeamFolderFailed, &[("detail", &words.store_error(&error))]);
            view! { <p class="warn" role="alert">{text}</p> }
        })
    };
    let body = move || match team.chosen.folder.get() {
        None if !folder::can_be_chosen() => view! { <p class="note">{words.text(Key::TeamFolderNone)}</p> }.into_any(),
        None => view! {
            <p class="note">{words.text(Key::TeamFolderHint)}</p>
            <p>
                <Button text=Key::TeamFolderChoose test_id="team-folder" on_click=move || team.chosen.choose()/>
            </p>
        }
        .into_any(),
        Some(folder) if !folder.is_allowed => view! {
            <Asks/>
            <p><Stop team/></p>
        }
        .into_any(),
        Some(folder) => {
            let name = isolated(&folder.name);
            let own = move || {
                team.files.with(|files| {
                    let mine = files.iter().find(|(_, standing)| *standing == Standing::Mine);
                    mine.map(|(mine, _)| words.fill(Key::TeamFolderMine, &[("file", &isolated(&mine.name))]))
                })
            };
            view! {
                <p data-testid="team-folder-state">
                    {words.fill(Key::TeamFolderIs, &[("folder", &name)])} " " {own}
                </p>
                <News/>
                {move || is_quiet(team).then(|| view! { <p class="note">{words.text(Key::TeamFolderNothing)}</p> })}
                <Broken/>
                <p class="row">
                    <Button text=Key::TeamFolderAgain test_id="team-folder-again" on_click=move || team.chosen.again()/>
                    <Stop team/>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <section class="section" data-testid="team-folder-section">
            <div class="section-head"><h2>{words.text(Key::TeamFolderTitle)}</h2></div>
            <div class="stack-s">{failure} {body}</div>
        </section>
    }
}

/// What the folder has for whoever begins the day; nothing where it has nothing. It is looked into on every page.
#[component]
pub fn TeamFolderNews() -> impl IntoView {
    let place: Place = expect_context();
    let team = team_folder(session(), importing());
    let is_here = Memo::new(move |_| place.route.with(|route| *route == Route::Today));
    let asks =
        Memo::new(move |_| team.chosen.folder.with(|folder| folder.as_ref().is_some_and(|folder| !folder.is_allowed)));
    move || {
        is_here.get().then(|| {
            view! {
                <div class="banners">
                    {move || asks.get().then(|| view! { <Asks/> })}
                    <News/>
                </div>
            }
        })
    }
}

/// The browser wants to be asked again.
#[component]
fn Asks() -> impl IntoView {
    let words = words();
    let team = team_folder(session(), importing());
    let text = move || {
        let name =
            team.chosen.folder.with(|folder| folder.as_ref().map(|folder| folder.name.clone())).unwrap_or_default();
        words.fill(Key::TeamFolderAsks, &[("folder", &isolated(&name))])
    };
    view! {
        <div class="banner" role="status" data-testid="team-folder-asks">
            <Icon glyph=Glyph::Accounts/>
            <p>{text}</p>
            <div class="actions">
                <Button
                    small=true
                    text=Key::TeamFolderAllow
                    test_id="team-folder-resume"
                    on_click=move || team.chosen.resume()
                />
            </div>
        </div>
    }
}

#[component]
fn Stop(team: TeamFolder) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet text=Key::TeamFolderStop test_id="team-folder-stop" on_click=move || team.stop()/>
    }
}

fn of(team: TeamFolder, wanted: Standing) -> Vec<Found> {
    team.files.with(|files| {
        let files = files.iter().filter(|(_, standing)| *standing == wanted);
        files.map(|(found, _)| found.clone()).collect()
    })
}

/// Whether nobody's file brings anything.
fn is_quiet(team: TeamFolder) -> bool {
    of(team, Standing::News).is_empty()
}

/// The files that may bring something, each with its preview a click away.
#[component]
fn News() -> impl IntoView {
    let words = words();
    let team = team_folder(session(), importing());
    let importing = importing();
    let see = move |name: String| {
        let Some(folder) = team.chosen.folder.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            match folder.file(&name).await {
                Ok(file) => importing.open(file),
                Err(error) => team.chosen.failure.set(Some(error)),
            }
        });
    };
    move || {
        let news = of(team, Standing::News);
        (!news.is_empty()).then(|| {
            let rows = news.into_iter().map(|found| {
                let name = found.name.clone();
                view! {
                    <p class="row" data-testid="team-news">
                        <span><bdi>{found.name}</bdi> " · " {words.day_of(found.modified)}</span>
                        <Button
                            small=true
                            text=Key::TeamFolderLook
                            test_id="team-look"
                            on_click=move || see(name.clone())
                        />
                    </p>
                }
            });
            let rows = rows.collect_view();
            view! {
                <div class="banner" role="status">
                    <Icon glyph=Glyph::Accounts/>
                    <div class="stack-s">
                        <p>{words.text(Key::TeamFolderNews)}</p>
                        {rows}
                    </div>
                </div>
            }
        })
    }
}

/// Files that can't be read: somebody should know.
#[component]
fn Broken() -> impl IntoView {
    let words = words();
    let team = team_folder(session(), importing());
    move || {
        let broken = of(team, Standing::Broken);
        let names = words.list(broken.iter().map(|found| isolated(&found.name)));
        (!broken.is_empty()).then(|| {
            view! {
                <p class="note" data-testid="team-broken">
                    {words.fill(Key::TeamFolderBroken, &[("files", &names)])}
                </p>
            }
        })
    }
}
