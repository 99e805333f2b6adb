/// Says so where the page's script does not run, since the engine is too old for it or it could not be fetched.
/// Any engine understands this file.
(() => {
  var lost = false;
  window.addEventListener(
    'error',
    (event) => {
      if (event.target && event.target.tagName === 'SCRIPT') lost = true;
    },
    true,
  );
  window.addEventListener('load', () => {
    var page = document.getElementById('page');
    var place = page.querySelector('.hint') || page;
    if (page.querySelector('.status-bar')) return;
    var words = document.createElement('p');
    words.setAttribute('role', 'alert');
    words.appendChild(
      document.createTextNode(
        lost
          ? 'The page could not be fetched whole: reload it when there is a network.'
          : 'This browser is too old for Weft: Chrome 94, Firefox 114, Safari 16.4 and all later ones can show it.',
      ),
    );
    if (place.lastElementChild) place.removeChild(place.lastElementChild);
    place.appendChild(words);
  });
})();
