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
#
# BYTES above 0: a file of that size for the guest's memory, which has no name and lives as long as anybody has it open. Its path
# stands where an argument holds @MEMORY@. It outlives the monitor, so that a guest's last state can be read; MEMORY is - without one.
use strict;
use warnings;
use Config;
use Fcntl qw(F_SETFD);

use constant { PR_SET_PDEATHSIG => 1, RLIMIT_FSIZE => 1, MFD_CLOEXEC => 1, SIGKILL => 9, WNOHANG => 1, ESRCH => 3 };
# Numbers of system calls, by the machine's name.
my %CALLS = (
    x86_64  => { prctl => 157, setrlimit => 160, memfd_create => 319, pidfd_open => 434 },
    aarch64 => { prctl => 167, setrlimit => 164, memfd_create => 279, pidfd_open => 434 },
);
my ($machine) = split /-/, $Config{archname};
my $calls = $CALLS{$machine} // die "launcher: $machine is not known here\n";

my $MOST_MESSAGES = 1 << 16;
my ($folder, $largest_file) = @ARGV;
my $self = $$;
my (%monitors, %id_of, %watched);
my ($most, @waiting) = (undef);

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

# In the child; returns only where it fails.
sub become {
    my ($sink, $messages, $memory, $file, @arguments) = @_;
    setpgrp 0, 0;
    # Here and not for this process, or no guest's memory could be larger.
    syscall($calls->{setrlimit}, RLIMIT_FSIZE, my $limits = pack 'QQ', ($largest_file) x 2) == 0 or die "setrlimit: $!\n";
    hand_over($memory, \@arguments) if $memory;
    syscall($calls->{prctl}, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 or die "prctl: $!\n";
    # The signal is not sent for a death before it was asked for.
    getppid() == $self or die "the launcher is gone\n";
    open STDIN, '<&', $silence or die "standard input: $!\n";
    open STDOUT, '>&', $sink or die "console: $!\n";
    open STDERR, '>&', $messages or die "messages: $!\n";
    exec { $file } @arguments or die "$file: $!\n";
}

sub launch {
    my ($id, $bytes, $hex) = @_;
    my @command = split /\0/, pack('H*', $hex), -1;
    pipe(my $console, my $sink) or return reply('failed', $id, "pipe: $!");
    my $messages = make_file('messages') // return reply('failed', $id, "file for messages: $!");
    my $memory = $bytes > 0 ? make_memory($bytes) // return reply('failed', $id, "memory of $bytes bytes: $!") : undef;
    my $pid = fork // return reply('failed', $id, "fork: $!");
    if ($pid == 0) {
        eval { no warnings 'exec'; become($sink, $messages, $memory, @command) };
        syswrite $messages, $@;
        exit 127;
    }
    setpgrp $pid, $pid; # whichever of the two comes first
    $monitors{$id} = { pid => $pid, console => $console, messages => $messages, memory => $memory };
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

sub reap {
    while ((my $pid = waitpid -1, WNOHANG) > 0) {
        my $status = $?;
        my $id = delete $id_of{$pid} // next;
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

my %commands = (start => \&start, opened => \&opened, kill => \&stop, watch => \&watch, most => \&limit);

# A signal may come between any two steps: its byte in this pipe is seen whenever that is.
pipe(my $bell, my $ring) or die "pipe: $!\n";
$SIG{CHLD} = sub { syswrite $ring, 'x' };
my $unread = '';
while (1) {
    my $ready = '';
    vec($ready, $_, 1) = 1 for fileno $bell, fileno STDIN, keys %watched;
    select($ready, undef, undef, undef) > 0 or next;
    if (vec $ready, fileno $bell, 1) {
        sysread $bell, (my $rung), 512;
        reap();
    }
    tell_gone($ready);
    next unless vec $ready, fileno STDIN, 1;
    sysread(STDIN, $unread, 1 << 16, length $unread) or last;
    while ($unread =~ s/^(.*)\n//) {
        my ($command, @words) = split / /, $1;
        ($commands{$command} // die "launcher: what is $command?\n")->(@words);
    }
}
kill 'KILL', map { -$_ } keys %id_of;
if (opendir my $entries, $folder) {
    unlink map { "$folder/$_" } readdir $entries;
}
rmdir $folder;
