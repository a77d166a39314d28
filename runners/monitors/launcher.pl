# SPDX-License-Identifier: BSD-3-Clause
#
# Starts monitors for the harness: `perl launcher.pl FOLDER`. A process of a few MiB forks in a fraction of the time that the harness
# needs, and what it was given itself (no capabilities) each monitor inherits without a program of its own to set it. Each
# is in a process group of its own and dies with this process (prctl(2), PR_SET_PDEATHSIG), which ends when its standard input does.
# Perl because its base package is part of every Debian.
#
# Lines on standard input:               Lines on standard output:
#   start ID BYTES HEX                     started ID PID CONSOLE MEMORY
#     file, argv, NUL between                descriptors here: open them below /proc/SELF/fd, then say `opened`
#   opened ID                              failed ID REASON           it was never started
#   kill ID SIGNAL  the whole group        ended ID STATUS HEX        as wait(2) has it; what it said on standard error
#   watch PID...    of other processes     gone PID -                 it has ended
#   most COUNT      monitors at the same time; further ones wait, and the next one starts at the moment in which one ends
#   raise HEX HEX   library (nursery.c) and program: its monitors are from now on copies that were ready to begin
#
# BYTES above 0: a file of that size for the guest's memory, which has no name and lives as long as anybody has it open. Its path
# stands where an argument holds @MEMORY@. It outlives the monitor, so that a guest's last state can be read; MEMORY is - without one.
use strict;
use warnings;
use Config;
use Fcntl qw(F_SETFD);

use constant { PR_SET_PDEATHSIG => 1, RLIMIT_FSIZE => 1, MFD_CLOEXEC => 1, SIGKILL => 9, WNOHANG => 1, ESRCH => 3, EINTR => 4 };
# Numbers of system calls, by the machine's name.
my %CALLS = (
    x86_64  => { prctl => 157, setrlimit => 160, memfd_create => 319, pidfd_open => 434 },
    aarch64 => { prctl => 167, setrlimit => 164, memfd_create => 279, pidfd_open => 434 },
);
my ($machine) = split /-/, $Config{archname};
my $calls = $CALLS{$machine} // die "launcher: $machine is not known here\n";

# As in nursery.c.
my $MEMORY_FD = 9;
# Where a nursery's own arguments were ps(1) finds those of its copies.
my $SHOWN_BYTES = 1 << 12;
# A nursery that is silent for so long is lost, however busy the machine is.
my $PATIENCE_S = 30;
my $MOST_MESSAGES = 1 << 16;
my ($folder, $largest_file) = @ARGV;
my $self = $$;
my (%monitors, %id_of, %watched);
my ($most, @waiting) = (undef);
# Programs: their nurseries, or undef for those that had one. And ends of monitors that nurseries told, still to be looked at.
my (%nurseries, @ended);

# An input that never comes to its end, for all monitors: at the end of its input QEMU closes a guest's virtio port, and the guest is
# left with the serial port, a system call for each byte.
pipe(my $silence, my $nobody_writes) or die "launcher: pipe: $!\n";

sub reply { syswrite STDOUT, "@_\n" }

# A file in memory, sealed off from all other monitors by its flag. (One on a disk costs more than all else about a start.)
sub make_file {
    my ($name) = @_;
    my $descriptor = syscall $calls->{memfd_create}, $name, MFD_CLOEXEC;
    return undef if $descriptor < 0;
    open my $file, '+<&=', $descriptor or return undef;
    return $file;
}

sub make_memory {
    my ($bytes) = @_;
    my $memory = make_file('guest') // return undef;
    return truncate($memory, $bytes) ? $memory : undef;
}

sub hand_over {
    my ($memory, $arguments) = @_;
    fcntl $memory, F_SETFD, 0 or die "memory: $!\n";
    my $path = '/proc/self/fd/' . fileno $memory;
    s/\@MEMORY\@/$path/ for @$arguments;
}

# The signal is not sent for a death before it was asked for.
sub die_with_parent {
    syscall($calls->{prctl}, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 or die "prctl: $!\n";
    getppid() == $self or die "the launcher is gone\n";
}

# In the child; returns only where it fails.
sub become {
    my ($sink, $messages, $memory, $file, @arguments) = @_;
    setpgrp 0, 0;
    # Here and not for this process, or no guest's memory could be larger.
    syscall($calls->{setrlimit}, RLIMIT_FSIZE, my $limits = pack 'QQ', ($largest_file) x 2) == 0 or die "setrlimit: $!\n";
    hand_over($memory, \@arguments) if $memory;
    die_with_parent();
    open STDIN, '<&', $silence or die "standard input: $!\n";
    open STDOUT, '>&', $sink or die "console: $!\n";
    open STDERR, '>&', $messages or die "messages: $!\n";
    exec { $file } @arguments or die "$file: $!\n";
}

# In the child. Where the library does not take over, the program tells its version and is gone.
sub become_nursery {
    my ($library, $file, $requests, $answers) = @_;
    die_with_parent();
    open STDIN, '<&', $requests or die "requests: $!\n";
    open STDOUT, '>&', $answers or die "answers: $!\n";
    open STDERR, '>', '/dev/null' or die "messages: $!\n";
    $ENV{LD_PRELOAD} = $library;
    exec { $file } $file, '-version', ' ' x $SHOWN_BYTES;
}

sub raise {
    my ($library, $file) = map { pack 'H*', $_ } @_;
    return if exists $nurseries{$file} || exists $ENV{LD_PRELOAD};
    pipe(my $requests, my $ask) && pipe(my $answers, my $tell) or return;
    my $pid = fork // return;
    if ($pid == 0) {
        eval { no warnings 'exec'; become_nursery($library, $file, $requests, $tell) };
        exit 127;
    }
    $nurseries{$file} = { pid => $pid, ask => $ask, answers => $answers, unread => '' };
}

# Its monitors die with it; from now on the program is executed for each.
sub lose_nursery {
    my ($file) = @_;
    my $nursery = $nurseries{$file};
    kill 'KILL', $nursery->{pid};
    push @ended, map { [$_, SIGKILL] } grep { $monitors{ $id_of{$_} }{nursery} eq $nursery } keys %id_of;
    $nurseries{$file} = undef;
}

# False at its end.
sub hear_nursery {
    my ($nursery) = @_;
    my $count = sysread $nursery->{answers}, $nursery->{unread}, 1 << 12, length $nursery->{unread};
    return $! == EINTR unless defined $count;
    return 0 if $count == 0;
    while ($nursery->{unread} =~ s/^(.*)\n//) {
        my ($word, $pid, $status) = split / /, $1;
        if ($word eq 'ended') { push @ended, [$pid, $status] }
        else { $nursery->{begun} = $word eq 'begun' ? $pid : 0 }
    }
    return 1;
}

# False where it is lost. Signals interrupt what waits.
sub ask_nursery {
    my ($nursery, $request) = @_;
    local $SIG{PIPE} = 'IGNORE';
    delete $nursery->{begun};
    for (my $done = 0; $done < length $request;) {
        my $count = syswrite $nursery->{ask}, $request, length($request) - $done, $done;
        return 0 unless defined $count || $! == EINTR;
        $done += $count // 0;
    }
    until (defined $nursery->{begun}) {
        vec(my $ready = '', fileno $nursery->{answers}, 1) = 1;
        my $count = select $ready, undef, undef, $PATIENCE_S;
        return 0 if $count == 0 || $count > 0 && !hear_nursery($nursery);
    }
    return 1;
}

# The process number of a copy that has begun; undef where the program is to be executed.
sub begin_copy {
    my ($sink, $messages, $memory, $file, @arguments) = @_;
    my $nursery = $nurseries{$file} // return undef;
    s{\@MEMORY\@}{/proc/self/fd/$MEMORY_FD} for @arguments;
    my @files = map { defined $_ ? "/proc/$self/fd/" . fileno $_ : '' } $silence, $sink, $messages, $memory;
    my $strings = join '', map { "$_\0" } @files, @arguments;
    return $nursery->{begun} || undef if ask_nursery($nursery, "$largest_file " . length($strings) . "\n$strings");
    lose_nursery($file);
    return undef;
}

sub fork_and_become {
    my ($sink, $messages, @what) = @_;
    my $pid = fork // return undef;
    if ($pid == 0) {
        eval { no warnings 'exec'; become($sink, $messages, @what) };
        syswrite $messages, $@;
        exit 127;
    }
    setpgrp $pid, $pid; # whichever of the two comes first
    return $pid;
}

sub launch {
    my ($id, $bytes, $hex) = @_;
    my @command = split /\0/, pack('H*', $hex), -1;
    pipe(my $console, my $sink) or return reply('failed', $id, "pipe: $!");
    my $messages = make_file('messages') // return reply('failed', $id, "file for messages: $!");
    my $memory = $bytes > 0 ? make_memory($bytes) // return reply('failed', $id, "memory of $bytes bytes: $!") : undef;
    my @what = ($sink, $messages, $memory, @command);
    my $copy = begin_copy(@what);
    my $pid = $copy // fork_and_become(@what) // return reply('failed', $id, "fork: $!");
    my $nursery = defined $copy ? $nurseries{ $command[0] } : '';
    $monitors{$id} = { pid => $pid, console => $console, messages => $messages, memory => $memory, nursery => $nursery };
    $id_of{$pid} = $id;
    reply('started', $id, $pid, fileno $console, $memory ? fileno $memory : '-');
}

sub start_waiting {
    launch(@{ shift @waiting }) while @waiting && (!defined $most || keys %id_of < $most);
}

sub start {
    push @waiting, [@_];
    start_waiting();
}

sub limit {
    ($most) = @_;
    start_waiting();
}

sub conclude {
    my ($pid, $status) = @_;
    my $id = delete $id_of{$pid} // return;
    start_waiting();
    # A monitor that is a script may leave children, which keep the console open: they go with it.
    kill 'KILL', -$pid;
    my $monitor = $monitors{$id};
    sysseek $monitor->{messages}, 0, 0;
    sysread $monitor->{messages}, (my $said), $MOST_MESSAGES;
    close delete $monitor->{messages};
    reply('ended', $id, $status, unpack('H*', $said // ''));
    delete $monitors{$id} unless $monitor->{console};
}

sub reap {
    while ((my $pid = waitpid -1, WNOHANG) > 0) { conclude($pid, $?) }
}

sub hear_nurseries {
    my ($ready) = @_;
    for my $file (grep { defined $nurseries{$_} } keys %nurseries) {
        my $nursery = $nurseries{$file};
        lose_nursery($file) if vec($ready, fileno $nursery->{answers}, 1) && !hear_nursery($nursery);
    }
}

# From here on the harness has the console and the memory. The monitor may have ended before.
sub opened {
    my ($id) = @_;
    my $monitor = $monitors{$id} // return;
    close delete $monitor->{console};
    delete $monitor->{memory};
    delete $monitors{$id} unless $monitor->{messages};
}

sub stop {
    my ($id, $signal) = @_;
    my $count = @waiting;
    @waiting = grep { $_->[0] != $id } @waiting;
    return reply('failed', $id, 'it was not its turn yet') if @waiting < $count;
    my $monitor = $monitors{$id} // return;
    kill $signal, -$monitor->{pid} if exists $id_of{ $monitor->{pid} };
}

# A descriptor that can be read when the process has ended (pidfd_open(2), Linux 5.3; without it nothing is told).
sub watch {
    for my $pid (@_) {
        my $descriptor = syscall $calls->{pidfd_open}, $pid + 0, 0;
        if ($descriptor >= 0) { $watched{$descriptor} = $pid }
        elsif ($! == ESRCH) { reply('gone', $pid, '-') }
    }
}

sub tell_gone {
    my ($ready) = @_;
    for my $descriptor (grep { vec $ready, $_, 1 } keys %watched) {
        reply('gone', delete $watched{$descriptor}, '-');
    }
}

my %commands = (start => \&start, opened => \&opened, kill => \&stop, watch => \&watch, most => \&limit, raise => \&raise);

# A signal may come between any two steps: its byte in this pipe is seen whenever that is.
pipe(my $bell, my $ring) or die "pipe: $!\n";
$SIG{CHLD} = sub { syswrite $ring, 'x' };
my $unread = '';
while (1) {
    my $ready = '';
    my @answers = map { defined $_ ? fileno $_->{answers} : () } values %nurseries;
    vec($ready, $_, 1) = 1 for fileno $bell, fileno STDIN, keys %watched, @answers;
    select($ready, undef, undef, undef) > 0 or next;
    # First, as all that starts a monitor may hear its nursery, and then there is nothing left to be heard.
    hear_nurseries($ready);
    if (vec $ready, fileno $bell, 1) {
        sysread $bell, (my $rung), 512;
        reap();
    }
    tell_gone($ready);
    if (vec $ready, fileno STDIN, 1) {
        sysread(STDIN, $unread, 1 << 16, length $unread) or last;
        while ($unread =~ s/^(.*)\n//) {
            my ($command, @words) = split / /, $1;
            ($commands{$command} // die "launcher: what is $command?\n")->(@words);
        }
    }
    # What was heard while a copy was asked for, too.
    while (my $end = shift @ended) { conclude(@$end) }
}
kill 'KILL', map { -$_ } keys %id_of;
if (opendir my $entries, $folder) {
    unlink map { "$folder/$_" } readdir $entries;
}
rmdir $folder;
